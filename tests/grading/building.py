"""Exercises for tests, built without files."""

from pathlib import Path

from tests.calls.checking import LINEAR, RIGHT
from tui_tutor.course import Exercise, Problem
from tui_tutor.course.types import Curve, Mistake


def gradient_exercise(
    problem: str = LINEAR, *, given: str = "", has_use: bool = False, **changes
) -> Exercise:
    """The article's linear regression, or another problem, with what a test wants to be different."""
    fields = {
        "id": "linear",
        "lesson": "tests",
        "title": "Linear regression",
        "kind": "gradient",
        "level": 1,
        "judged": "gradient",
        "function": "gradients",
        "task": "Write it.",
        "starter": "",
        "hints": (),
        "mistakes": (),
        "afterwards": "",
        "digest": str(hash((problem, given))),
        "path": Path("linear.md"),
        "problem": Problem(
            path=Path("linear.py"),
            source=problem,
            judged="gradient",
            given=given,
            has_use=has_use,
            solution=RIGHT,
        ),
    }
    return Exercise(**{**fields, **changes})


def with_curve(
    rate: float = 0.05, epochs: int = 300, metric: str | None = None, problem: str = LINEAR
) -> Exercise:
    """The same with a loss curve on its shown data."""
    return gradient_exercise(problem, curve=Curve(rate=rate, epochs=epochs, metric=metric))


def with_mistake(source: str, message: str) -> Exercise:
    """The same with one known mistake."""
    return gradient_exercise(mistakes=(Mistake("known", message, source),))
