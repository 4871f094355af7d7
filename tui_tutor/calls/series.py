"""The live plot of an explore exercise, and the facts that a plain question rests on."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.problem import Problem, ProblemError


def series(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """The problem's `series(value)` for every one of `values`; arrays are named `"<position>/<name>"`."""
    function = Problem.load(request["problem"]).function("series")
    out: Arrays = {}
    for position, value in enumerate(request["values"]):
        drawn = function(value)
        if not isinstance(drawn, dict):
            raise ProblemError("series must return a dict of arrays")
        out.update({f"{position}/{name}": np.asarray(item, dtype=float) for name, item in drawn.items()})
    return {}, out


def facts(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """Runs the problem's `facts(rng)`: assertions that must hold for the question to be true."""
    Problem.load(request["problem"]).function("facts")(np.random.RandomState(request.get("seed", 0)))
    return {}, {}
