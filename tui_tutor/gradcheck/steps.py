"""Is this gradient a finite difference? Then it equals one of a usual step, bit for bit."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from tui_tutor.gradcheck.point import Array, Loss, Point
from tui_tutor.gradcheck.ruler import Ruler

STEPS = tuple(10.0**-e for e in range(2, 9))
LOOKED_AT = 64


def numerical_steps(
    loss: Loss, analytic: Mapping[str, Any], params: Mapping[str, Any], h: float = 1e-4
) -> tuple[float, ...]:
    """The steps whose central difference equals the answer bit for bit: of h and 1e-2 to 1e-8, h first.

    Empty when there is none. Up to 64 entries that are not 0 are compared. With one or two entries an equal
    value at a large step can be chance: ask on several draws before calling it a finding.
    """
    return tuple(steps_at(Ruler.at(loss, params).point, analytic, usual_steps(h)))


def usual_steps(h: float) -> tuple[float, ...]:
    """h, then 1e-2 to 1e-8."""
    return tuple(dict.fromkeys((h, *STEPS)))


@np.errstate(all="ignore")
def steps_at(point: Point, analytic: Mapping[str, Any], steps: Iterable[float]) -> list[float]:
    """Those of the given steps at which the central difference at the point equals the answer bit for bit."""
    entries = [
        (name, i, value)
        for name, array in analytic.items()
        if name in point.kept and np.shape(array) == point.kept[name].shape
        for i, value in _not_zero(np.asarray(array, np.float64).ravel())
    ][:LOOKED_AT]
    return [
        step
        for step in steps
        if entries and all(_central(point, name, i, step) == value for name, i, value in entries)
    ]


def _not_zero(flat: Array) -> list[tuple[int, float]]:
    where = np.flatnonzero(flat)[:LOOKED_AT]
    return list(zip(where.tolist(), flat[where].tolist(), strict=True))


def _central(point: Point, name: str, i: int, h: float) -> float:
    return (point.entry(name, i, h) - point.entry(name, i, -h)) / (2 * h)
