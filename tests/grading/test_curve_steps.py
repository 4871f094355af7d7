"""An exercise whose answer is no gradient, or only a part of one, says how to train with it."""

from pathlib import Path

import pytest

from tests.course.building import edited, fit
from tui_tutor.course import CourseError, Exercise
from tui_tutor.grading import Checker

CODE = """\
+++
title = "One step"
kind = "function"
level = 1
function = "descend"

[curve]
rate = 0.1
epochs = 50
metric = "steps_left"
+++
Take one step.

```python starter
def descend(w, g, rate):
    return w
```

## Hint

Against the slope.

## Hint

The rate times the slope.

## Mistake uphill

```diff
-    return w - rate * g
+    return w + rate * g
```

The loss grows. Which way is down?
"""

PYTHON = """\
import numpy as np
from exercise import given


def draw(rng, shown):
    return {"w": rng.randn(3), "g": rng.randn(3), "rate": 0.5}


def curve_data(rng):
    return {"target": np.array([1.0, -2.0]), "params": {"w": np.zeros(2)}}


@given
def slope(w, target):
    return 2 * (w - target)


@given
def curve_step(function, draw, rate, state):
    taken = 0 if state is None else state
    if taken == 40:
        rate = 0.0
    w = draw["params"]["w"]
    return {"w": function(w, slope(w, draw["target"]), rate)}, taken + 1


def curve_loss(params, draw):
    return np.sum((params["w"] - draw["target"]) ** 2)


def steps_left(params, draw):
    return float(np.round(np.log(np.abs(params["w"][0] - 1)) / np.log(0.8)))


def expected(draw):
    return np.subtract(draw["w"], np.multiply(draw["rate"], draw["g"]))


def descend(w, g, rate):
    return w - rate * g
"""
RIGHT = "def descend(w, g, rate):\n    return w - rate * g\n"


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


def exercise(folder: Path, code: str = CODE, python: str = PYTHON) -> Exercise:
    return fit(folder, code=code, python=python)


def test_the_step_is_the_exercises_own_and_its_state_is_carried_along(
    tmp_path: Path, checker: Checker
) -> None:
    """Fifty steps, each of which leaves 0.8 of the way; the step whose state says 40 goes nowhere."""
    losses: list[float] = []
    end = checker.curve(
        exercise(tmp_path),
        RIGHT,
        lambda points: losses.extend(points.losses if points.series == "yours" else ()),
    )
    assert losses[0] == pytest.approx(5.0)
    assert losses[-1] == pytest.approx(5 * 0.8**98)
    assert "Steps left: 49 with both." in end.message
    assert end.message.endswith("A curve alone proves no answer; the verdict does.")


def test_a_wrong_step_trains_beside_the_right_one(tmp_path: Path, checker: Checker) -> None:
    end = checker.curve(exercise(tmp_path), RIGHT.replace("- rate", "+ rate"), lambda points: None)
    assert end.message.startswith("Yours climbs to ")
    assert "the right answer ends at " in end.message


def test_a_step_that_stops_says_whose_it_is(tmp_path: Path, checker: Checker) -> None:
    end = checker.curve(exercise(tmp_path), RIGHT.replace("return", "return nothing +"), lambda points: None)
    assert end.message.startswith("The training with your answer stopped: NameError")


def test_a_parameter_that_loses_its_shape_is_told(tmp_path: Path, checker: Checker) -> None:
    end = checker.curve(exercise(tmp_path), RIGHT.replace("w - rate * g", "[1, 2, 3]"), lambda points: None)
    assert "after a step with your answer, w has shape (3,) and not (2,)" in end.message


@pytest.mark.parametrize(
    ("old", "part"),
    [
        ("def curve_data(rng):", "curve_data(rng)"),
        ("@given\ndef curve_step(function, draw, rate, state):", "curve_step(function, draw, rate, state)"),
        ("def curve_loss(params, draw):", "curve_loss(params, draw)"),
    ],
)
def test_without_a_gradient_a_curve_needs_all_of_its_parts(tmp_path: Path, old: str, part: str) -> None:
    name = part.partition("(")[0]
    python = edited(PYTHON, old, old.replace(name, "other"))
    with pytest.raises(CourseError, match="needs a gradient to train with, or its own step") as caught:
        exercise(tmp_path, python=python)
    assert caught.value.problem.endswith(f"fit.py has no {part}.")


def test_an_optimiser_and_an_own_step_exclude_each_other(tmp_path: Path) -> None:
    code = edited(CODE, "epochs = 50\n", 'epochs = 50\noptimiser = "adam"\n')
    with pytest.raises(CourseError, match="Keep one of them") as caught:
        exercise(tmp_path, code=code)
    assert caught.value.line == 10


def test_a_learner_cannot_import_the_step(tmp_path: Path) -> None:
    code = edited(
        CODE,
        "```python starter\ndef descend",
        "```python starter\nfrom exercise import curve_step\n\n\ndef descend",
    )
    with pytest.raises(CourseError, match="curve_step"):
        exercise(tmp_path, code=code)
