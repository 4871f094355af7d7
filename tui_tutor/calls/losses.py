"""The problem's own loss, or that of its curve, at streamed snapshots of parameters: what the curve shows."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.problem import Problem
from tui_tutor.calls.selection import chosen_loss


def losses(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """Parameters arrive as `"<snapshot>/<name>"`; `losses` is an array with one value a snapshot.

    With a `metric`, the name of a function of the problem, `metric` is its value at the last snapshot.

    The data are those of the curve, made again from the seed in this process; no learner's code is here.
    """
    problem = Problem.load(request["problem"])
    draw = problem.curve_data(request["seed"])
    _, loss_fn = chosen_loss(request.get("losses", ()), request.get("loss"))
    loss = problem.curve_loss(draw, loss_fn)
    metric = request.get("metric")
    values, found = [], {}
    with np.errstate(all="ignore"):  # a diverging run has infinite losses, and that is what is drawn
        for snapshot in range(request["snapshots"]):
            values.append(float(loss(_snapshot(arrays, snapshot))))
        if metric:
            last = _snapshot(arrays, request["snapshots"] - 1)
            found["metric"] = np.array([problem.function(metric)(last, draw)], dtype=float)
    return {}, {"losses": np.array(values, dtype=float), **found}


def _snapshot(arrays: Arrays, number: int) -> Arrays:
    prefix = f"{number}/"
    return {name[len(prefix) :]: array for name, array in arrays.items() if name.startswith(prefix)}
