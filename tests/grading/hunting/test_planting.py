"""Every planted bug is wrong, in numbers, and the same whenever it is asked for."""

import ast
import os
import random
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from tests.grading.building import gradient_exercise, with_mistake
from tui_tutor.course import load_exercise, open_course
from tui_tutor.course.types import Mistake
from tui_tutor.grading import Checker
from tui_tutor.grading.hunting.bugs import Bug, both
from tui_tutor.grading.hunting.choosing import can_be_hunted_in
from tui_tutor.grading.hunting.levels import LEVELS, level_of
from tui_tutor.grading.hunting.planting import NothingPlanted, plant
from tui_tutor.grading.hunting.splicing import meaning
from tui_tutor.report import Report

COURSE = open_course(Path(__file__).parents[3] / "lessons")
GRADIENTS = [
    summary.id
    for lesson in COURSE.lessons
    for summary in lesson.exercises
    if can_be_hunted_in(load_exercise(COURSE, summary.id))
]
CHANCE = random.Random("hunts")
EACH = int(
    os.environ.get("TUTOR_HUNTS", "0")
)  # hunts in every exercise, as in CI; otherwise a few of them have one
SAMPLED = [
    (name, CHANCE.choice(LEVELS).number, CHANCE.randrange(1000))
    for name in (GRADIENTS * EACH or CHANCE.sample(GRADIENTS, 8))
]


@pytest.mark.parametrize(("name", "level", "seed"), SAMPLED)
def test_what_is_planted_in_an_exercise_of_the_course_is_wrong(
    name: str, level: int, seed: int, checker: Checker
) -> None:
    exercise = load_exercise(COURSE, name)
    assert exercise.problem is not None
    planted = plant(checker.check_together, exercise, level_of(level), seed)
    assert meaning(planted.source) not in (None, meaning(planted.right), meaning(exercise.starter))
    assert checker.check(exercise, planted.right).verdict == "correct"
    report = checker.check(exercise, planted.source)
    assert (report.outcome, report.verdict) == ("returned", "wrong")
    assert report.draws[0].verdict == "wrong"
    assert 1 <= len(planted.bugs) <= level_of(level).bugs
    assert all(meaning(bug.source) != meaning(planted.right) for bug in planted.bugs)
    assert not any(one.kind.startswith("mistake:") for one in planted.report.diagnoses)


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_seed_plants_the_same_bug(level, checker: Checker) -> None:
    exercise = load_exercise(COURSE, "mlp-backward")
    first, again = (plant(checker.check_together, exercise, level, 7) for _ in range(2))
    assert (first.source, first.bugs) == (again.source, again.bugs)


def test_seeds_that_follow_each_other_plant_other_bugs(checker: Checker) -> None:
    # One that comes back later is chance: the files of the exercise, its prose too, decide the order.
    exercise = load_exercise(COURSE, "mlp-backward")
    sources = [plant(checker.check_together, exercise, level_of(1), seed).source for seed in range(1, 6)]
    assert all(one != another for one, another in pairwise(sources))
    assert len(set(sources)) >= 4


def test_two_bugs_are_both_there_and_each_is_wrong_alone(checker: Checker) -> None:
    exercise = load_exercise(COURSE, "batchnorm-backward")
    planted = plant(checker.check_together, exercise, level_of(4), 1)
    first, second = planted.bugs
    assert meaning(both(planted.right, first, second) or "") == meaning(planted.source)
    reports = checker.check_together(exercise, [first.source, second.source])
    assert [report.verdict for report in reports] == ["wrong", "wrong"]


def test_a_faint_bug_is_the_faintest_that_was_tried(checker: Checker) -> None:
    exercise = load_exercise(COURSE, "linear-regression")
    clear, faint = (plant(checker.check_together, exercise, level_of(number), 1) for number in (2, 3))
    assert effect(faint.report) <= effect(clear.report)


def effect(report: Report) -> float:
    return max(one.relative_difference or 0.0 for one in report.parameters)


def test_an_exercises_own_mistake_keeps_its_own_words(checker: Checker) -> None:
    source = gradient_exercise().problem.solution.replace("2 * X.T", "X.T")  # type: ignore[union-attr]
    exercise = with_mistake(source, "W is half.")
    found = [plant(checker.check_together, exercise, level_of(1), seed).bugs[0] for seed in range(8)]
    assert Bug("known", "W is half.", source.lstrip("\n")) in [
        msgspec.structs.replace(bug, source=bug.source.lstrip("\n")) for bug in found
    ]


def test_what_stops_with_an_error_or_is_right_after_all_is_never_planted(checker: Checker) -> None:
    right = gradient_exercise().problem.solution  # type: ignore[union-attr]
    harmless = right.replace("len(X)", "len(y)")
    stops = right.replace("X.T", "missing")
    exercise = gradient_exercise(mistakes=(Mistake("stops", "", stops), Mistake("harmless", "", harmless)))
    for seed in range(6):
        planted = plant(checker.check_together, exercise, level_of(1), seed)
        assert meaning(planted.source) not in (meaning(stops), meaning(harmless))


def test_an_exercise_in_which_nothing_shows_says_so() -> None:
    def right(exercise, sources):
        return [Report(exercise.id, "returned", "correct") for _ in sources]

    with pytest.raises(NothingPlanted, match="none shows in its numbers"):
        plant(right, gradient_exercise(), level_of(1), 1)


def test_a_check_that_fails_is_told_in_its_own_words() -> None:
    def failing(exercise, sources):
        return [Report(exercise.id, "fault", message="The sandbox has gone.") for _ in sources]

    with pytest.raises(NothingPlanted, match="The sandbox has gone"):
        plant(failing, gradient_exercise(), level_of(1), 1)


RIGHT = "def f(x):\n    a = 1\n    b = 2\n    c = 3\n    d = 4\n    return a, b, c, d\n"


def bug(old: str, new: str) -> Bug:
    return Bug(old, "", RIGHT.replace(old, new))


def test_bugs_in_neighbouring_lines_do_not_stand_together() -> None:
    assert both(RIGHT, bug("a = 1", "a = 9"), bug("b = 2", "b = 9")) is None
    assert both(RIGHT, bug("a = 1", "a = 9"), bug("a = 1", "a = 8")) is None


def test_bugs_in_other_lines_do() -> None:
    text = both(RIGHT, bug("d = 4", "d = 9"), bug("a = 1", "a = 9"))
    assert text == RIGHT.replace("a = 1", "a = 9").replace("d = 4", "d = 9")
    assert ast.parse(text)
