"""The picture of a gradient check: the difference from the central difference, step by step.

On log-log axes a right gradient makes a V: the truncation error falls with the square of the step, then
rounding rises as one over it. A wrong gradient makes a flat line at the size of its mistake.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tui_tutor.gradcheck.answer import read_answer
from tui_tutor.gradcheck.point import Array, Loss, Point, private_copies
from tui_tutor.gradcheck.scale import gaussian, size
from tui_tutor.report import Convergence

RELATIVE_STEPS = tuple(10.0**-e for e in range(1, 11))


def convergence(
    loss: Loss, analytic: Mapping[str, Any], params: Mapping[str, Any], *, seed: int = 0
) -> dict[str, Convergence]:
    """One picture for each array that has its parameter's shape and finite entries: 20 losses each.

    Along one random direction g, |g . A - (L(p + h g) - L(p - h g)) / 2h| / |g|: what of the difference lies
    in that direction, in the unit of the gradient. The steps h are 1e-1 to 1e-10 times the array's root mean
    square; one at which the loss is not finite is left out. Exceptions of the loss pass.
    """
    kept = private_copies(params)
    given = read_answer(analytic, kept).comparable
    with np.errstate(all="ignore"):
        point, random = Point(loss, kept), np.random.RandomState(seed)
        return {
            name: _along(point, name, given[name], gaussian(random, array.shape))
            for name, array in kept.items()
            if name in given and array.size
        }


def _along(point: Point, name: str, analytic: Array, direction: Array) -> Convergence:
    expected, length = float(np.sum(direction * analytic)), float(np.linalg.norm(direction))
    seen = []
    for h in (relative * size(point.kept[name]) for relative in RELATIVE_STEPS):
        up, down = point.along({name: direction}, h), point.along({name: direction}, -h)
        seen.append((h, abs(expected - (up - down) / (2 * h)) / length))
    finite = [(h, difference) for h, difference in seen if np.isfinite(difference)]
    return Convergence(tuple(h for h, _ in finite), tuple(difference for _, difference in finite))
