"""Without a name, a hunt is where nothing is spoiled."""

from datetime import UTC, datetime
from pathlib import Path

from tui_tutor.course import CourseError, load_exercise, open_course
from tui_tutor.grading.hunting.choosing import can_be_hunted_in, chosen, unfinished
from tui_tutor.grading.hunting.levels import level_of
from tui_tutor.progress import Hunt

COURSE = open_course(Path(__file__).parents[3] / "lessons")
EASY, HARD = "linear-regression", "batchnorm-backward"


def hunt(exercise: str, ending=None) -> Hunt:
    return Hunt(exercise, datetime(2026, 1, 1, tzinfo=UTC), 1, 1, "", "", 0, ending)


def picked(known, hunts=(), level=1):
    exercise = chosen(COURSE, load_exercise, known, hunts, level_of(level))
    return exercise and exercise.id


def test_nothing_is_chosen_that_was_not_solved() -> None:
    assert picked(set()) is None
    assert picked({EASY}) == EASY


def test_a_question_and_a_value_are_no_hunting_grounds() -> None:
    assert picked({"shape-of-everything", "gd-step", "softmax-forward"}) is None
    assert not can_be_hunted_in(load_exercise(COURSE, "gd-step"))


def test_the_level_decides_how_hard_the_exercise_is() -> None:
    assert picked({EASY, HARD}, level=1) == EASY
    assert picked({EASY, HARD}, level=5) == HARD
    assert picked({HARD}, level=1) == HARD


def test_the_next_hunt_is_somewhere_else() -> None:
    both = {"linear-regression", "logistic-regression"}
    first = picked(both)
    assert picked(both, [hunt(first, "found")]) == (both - {first}).pop()


def test_an_exercise_that_cannot_be_read_is_passed_over() -> None:
    def load(course, name):
        if name == EASY:
            raise CourseError("x.md", "broken")
        return load_exercise(course, name)

    found = chosen(COURSE, load, {EASY, HARD}, (), level_of(1))
    assert found is not None
    assert found.id == HARD


def test_the_last_open_hunt_goes_on_unless_its_exercise_is_gone() -> None:
    hunts = [hunt(EASY), hunt(HARD), hunt("linear-grad-mse", "found"), hunt("no-longer-there")]
    assert unfinished(COURSE, hunts) == HARD
    assert unfinished(COURSE, []) is None
