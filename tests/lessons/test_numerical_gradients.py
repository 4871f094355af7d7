"""Lesson 4: its solutions are right, its wrong answers wrong and unlike each other, its files complete."""

import contextlib
import io
import re
from itertools import combinations

import numpy as np
import pytest

from .lesson_four import (
    CODED,
    HIDDEN,
    LESSON,
    QUESTIONS,
    agrees,
    answered,
    drawn,
    every_mistake,
    executed,
    fences,
    first_loss,
    front_matter,
    function_of,
    mistakes,
    problem,
    sections,
    solution_source,
    truth,
)

# Wrong answers that agree with the right one on everything that the learner sees.
GREEN_ON_SHOWN = {
    ("linear-regression", "two-wrongs-cancel"),
    ("logistic-regression", "straight-line"),
    ("logistic-regression", "forgotten-bias"),
    ("logistic-regression", "mirrored-sigmoid"),
    ("transpose-bug", "missing-both-constants"),
}


def test_the_lesson_lists_its_eight_exercises_and_every_file_belongs_to_one() -> None:
    listed = front_matter("lesson")["exercises"]
    assert len(listed) == 8
    assert {path.stem for path in LESSON.iterdir()} == {*listed, "lesson"}
    assert set(listed) == {*CODED, *QUESTIONS}


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("seed", [0, *HIDDEN])
def test_the_solution_is_right_on_every_draw(name: str, seed: int) -> None:
    posed = problem(name)
    draw = drawn(posed, seed)
    found = answered(posed, posed[front_matter(name)["function"]], draw)
    assert agrees(found, truth(posed, draw, *first_loss(name)))


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("seed", [0, *HIDDEN])
def test_a_draw_is_the_same_every_time(name: str, seed: int) -> None:
    posed = problem(name)
    assert repr(drawn(posed, seed)) == repr(drawn(posed, seed))


@pytest.mark.parametrize("name", CODED)
def test_hidden_sizes_are_at_least_two_and_differ_from_each_other_and_from_the_shown(name: str) -> None:
    posed = problem(name)
    shown = drawn(posed, 0)["sizes"]
    for seed in HIDDEN:
        draw = drawn(posed, seed)
        sizes, same = draw["sizes"], draw.get("same", [])
        free = [size for key, size in sizes.items() if key not in same[1:]]
        assert len(set(free)) == len(free)
        assert min(free) >= 2
        assert not set(free) & set(shown.values())


@pytest.mark.parametrize("name", CODED)
def test_the_starter_runs_and_is_not_right(name: str) -> None:
    posed = problem(name)
    (starter,) = fences(sections(name)[0][1], "python starter")
    with contextlib.redirect_stdout(io.StringIO()):
        learner = executed(starter)[front_matter(name)["function"]]
    for seed in (0, *HIDDEN):
        draw = drawn(posed, seed)
        assert not agrees(answered(posed, learner, draw), truth(posed, draw, *first_loss(name)))


@pytest.mark.parametrize(("name", "mistake"), list(every_mistake()))
def test_a_mistake_is_wrong_on_hidden_data_and_hides_on_the_shown_only_where_the_lesson_says_so(
    name: str, mistake: str
) -> None:
    posed = problem(name)
    wrong = function_of(name, mistakes(name)[mistake], posed)
    verdicts = {
        seed: agrees(
            answered(posed, wrong, drawn(posed, seed)),
            truth(posed, drawn(posed, seed), *first_loss(name)),
        )
        for seed in (0, *HIDDEN)
    }
    assert verdicts.pop(0) == ((name, mistake) in GREEN_ON_SHOWN)
    assert not any(verdicts.values())


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("seed", HIDDEN)
def test_no_two_mistakes_of_an_exercise_look_alike_on_hidden_data(name: str, seed: int) -> None:
    posed = problem(name)
    found = {
        mistake: answered(posed, function_of(name, source, posed), drawn(posed, seed))
        for mistake, source in mistakes(name).items()
    }
    for one, other in combinations(found, 2):
        assert not agrees(found[one], found[other]), (one, other)


@pytest.mark.parametrize("name", ["forward-vs-central", "linear-regression", "transpose-bug"])
def test_the_starter_is_one_of_the_named_mistakes(name: str) -> None:
    posed, draw = problem(name), drawn(problem(name), 1)
    (starter,) = fences(sections(name)[0][1], "python starter")
    with contextlib.redirect_stdout(io.StringIO()):
        start = answered(posed, executed(starter)[front_matter(name)["function"]], draw)
    first = next(iter(mistakes(name).values()))
    assert agrees(start, answered(posed, function_of(name, first, posed), draw))


@pytest.mark.parametrize("name", [*CODED, *QUESTIONS])
def test_hints_and_an_afterwards_are_there(name: str) -> None:
    headings = [heading for heading, _ in sections(name)]
    assert 2 <= sum(heading.startswith("Hint") for heading in headings) <= 5
    assert headings[-1] == "Afterwards"
    assert all(text.strip() for _, text in sections(name))


@pytest.mark.parametrize(("name", "mistake"), list(every_mistake()))
def test_a_mistakes_message_ends_with_a_question_and_never_gives_the_line(name: str, mistake: str) -> None:
    text = dict(sections(name))[f"Mistake {mistake}"]
    message = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL).strip()
    assert message.endswith("?")
    for line in solution_source(name).splitlines()[1:]:
        assert len(line.strip()) < 12 or line.strip() not in message


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_facts_behind_a_question_hold(name: str) -> None:
    problem(name)["facts"](np.random.RandomState(0))


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_one_right_choice_and_a_message_for_each(name: str) -> None:
    choices = front_matter(name)["choices"]
    assert sum(choice.get("correct", False) for choice in choices) == 1
    assert len({choice["id"] for choice in choices}) == len({choice["message"] for choice in choices}) == 4


def test_the_step_size_curves_grow_with_the_slider_and_fit_a_logarithmic_axis() -> None:
    explore, series = front_matter("step-size")["explore"], problem("step-size")["series"]
    for number, value in enumerate(explore["values"]):
        curves = series(value)
        assert set(curves) == {explore["x"], *explore["y"]}
        assert {len(curve) for curve in curves.values()} == {number + 2}
        assert all(np.all(np.isfinite(curve)) for curve in curves.values())
        assert all(np.min(curves[name]) > 0 for name in explore["y"])
        assert np.isclose(10 ** curves["log10 h"][-1], value)
