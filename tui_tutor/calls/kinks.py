"""Whether the ruler would reach across a kink: the one-sided slopes of the loss within the exercise's step."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.numeric import MAX_ENTRIES, VISIBLE
from tui_tutor.calls.problem import MOVED, Posed, Problem
from tui_tutor.calls.selection import chosen_loss
from tui_tutor.report import on

Loss = Callable[[Arrays], float]


def kinks(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """`problem`, `seeds`, `h`, `losses` -> `kinks`: for each draw with a kink within `h` of its point, where.

    Where the point was moved by the tutor itself, nobody can draw other numbers: that draw is left out.
    """
    problem = Problem.load(request["problem"])
    _, loss_fn = chosen_loss(request.get("losses", ()), None)
    found = []
    for posed in problem.draws(request["seeds"]) if problem.has("loss") else ():
        if posed.label != MOVED:
            found += list(_near(posed, problem.loss(posed.draw, loss_fn), float(request["h"])))
    return {"kinks": found}, {}


def _near(posed: Posed, loss: Loss, h: float) -> Iterator[str]:
    params = {name: np.array(array, dtype=float) for name, array in posed.draw["params"].items()}
    if sum(array.size for array in params.values()) > MAX_ENTRIES:
        return
    for name, array in params.items():
        for index in np.ndindex(array.shape):
            if bends(loss, params, name, index, h):
                at = f"{name}[{', '.join(map(str, index))}]" if index else name
                yield f"{at} {on(posed.label)}"
                return


def bends(loss: Loss, params: Arrays, name: str, index: tuple[int, ...], h: float) -> bool:
    """Whether the slope jumps visibly within `h` of one entry.

    g(h) = (L(+h) - 2 L(0) + L(-h)) / h, the difference of the two one-sided slopes, is halved with h where the loss
    is smooth. A jump J at the distance d adds J (1 - d/h) as soon as h reaches it, and nothing before: g(h) - 2 g(h/2)
    is J (1 - d/h) or J (3 d/h - 1), and small only beside d = h/3 and d = h.
    """

    def at(step: float) -> float:
        moved = {**params, name: params[name].copy()}
        moved[name][index] += step
        return float(loss(moved))

    here = at(0.0)
    ahead, behind = ([at(sign * h / half) for half in (1, 2)] for sign in (1, -1))
    steps = (h, h / 2)
    gaps = [(a - 2 * here + b) / step for a, b, step in zip(ahead, behind, steps, strict=True)]
    slope = max(
        abs(value - here) / step for side in (ahead, behind) for value, step in zip(side, steps, strict=True)
    )
    rounding = 64 * np.finfo(float).eps * max(map(abs, (here, *ahead, *behind))) / steps[-1]
    jump = abs(gaps[0] - 2 * gaps[1])
    return bool(jump > VISIBLE * slope + rounding)
