"""What the prose of an exercise claims, ready to be measured: its mistakes and its solution on one draw.

Every lesson's claims are tested with these few functions; the numbers are computed here, without the judge.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tui_tutor.course import Exercise, load_exercise, open_course

COURSE = open_course(Path(__file__).parents[2] / "lessons")
SEEDS = (0, 1, 2, 3)  # 0 is shown, the others are hidden
Answers = dict[str, Any]
Sizes = dict[str, int]
Ratio = Callable[[Sizes], float]


@cache
def exercise(name: str) -> Exercise:
    return load_exercise(COURSE, name)


def executed(source: str) -> dict[str, Any]:
    """The names that a source defines."""
    namespace: dict[str, Any] = {}
    exec(compile(source, "<foreign>", "exec"), namespace)
    return namespace


def posed(name: str) -> dict[str, Any]:
    """The names of an exercise's problem file."""
    problem = exercise(name).problem
    assert problem is not None
    return executed(problem.source)


def submitted(name: str, source: str) -> Callable[..., Any]:
    """The function of a submission, which may import from `exercise` what this exercise gives."""
    known, problem = exercise(name), posed(name)
    assert known.problem is not None
    for given in known.problem.given_names:
        setattr(sys.modules["exercise"], given, problem[given])
    function: Callable[..., Any] = executed(source)[known.function]
    return function


def drawn(name: str, seed: int) -> dict[str, Any]:
    draw: dict[str, Any] = posed(name)["draw"](np.random.RandomState(seed), seed == 0)
    return draw


def answers(name: str, mistake: str, seed: int) -> tuple[Answers, Answers, Sizes]:
    """What the mistake and the solution answer on one draw, and its sizes."""
    problem, function, draw = posed(name), exercise(name).function, drawn(name, seed)
    (source,) = [known.source for known in exercise(name).mistakes if known.name == mistake]
    with np.errstate(all="ignore"):  # some mistakes divide by zero, and that is their claim
        wrong = answered(problem, submitted(name, source), draw)
    return wrong, answered(problem, problem[function], draw), draw.get("sizes", {})


def answered(problem: dict[str, Any], function: Callable[..., Any], draw: dict[str, Any]) -> Answers:
    """A function called as the exercise says; an array that stands alone is called "result"."""
    if "use" in problem:
        found = problem["use"](function, draw)
    else:
        names = function.__code__.co_varnames[: function.__code__.co_argcount]
        found = function(*(draw[name] for name in names))
    return found if isinstance(found, dict) else {"result": found}


def has_the_ratios(name: str, mistake: str, ratios: dict[str, Ratio], seed: int) -> None:
    """Asserts that every named array of the mistake is that many times the solution's."""
    found, right, sizes = answers(name, mistake, seed)
    for key, ratio in ratios.items():
        np.testing.assert_allclose(found[key], ratio(sizes) * right[key], rtol=1e-12, atol=1e-15)


def every_mistake(lessons: Sequence[str]) -> list[Any]:
    """The name and message of each mistake of these lessons, as parameters of a test."""
    listed = [summary.id for lesson in COURSE.lessons if lesson.id in lessons for summary in lesson.exercises]
    return [
        pytest.param(name, mistake.message, id=f"{name}-{mistake.name}")
        for name in listed
        for mistake in exercise(name).mistakes
    ]


def ends_with_a_question_and_never_gives_the_line(name: str, message: str) -> None:
    """Asserts that a message leads on, and quotes no line of the solution."""
    assert message.rstrip().endswith("?")
    problem = exercise(name).problem
    assert problem is not None
    for line in problem.solution.splitlines():
        assert len(line.strip()) < 12 or line.strip() not in message


def names_every_exercise(lesson: str) -> None:
    """Asserts that the lesson's text leads to each of its exercises."""
    (summary,) = [each for each in COURSE.lessons if each.id == lesson]
    text = summary.path.read_text("utf-8")
    assert all(f"`{each.id}`" in text for each in summary.exercises)
