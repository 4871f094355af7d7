"""The picture of a gradient check: the difference from the central difference, step by step.

On log-log axes a right gradient makes a V: the truncation error falls with the square of the step, then
rounding rises as one over it. A wrong gradient makes a flat line at the size of its mistake.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from tui_tutor.gradcheck.answer import read_answer
from tui_tutor.gradcheck.many import losses_along
from tui_tutor.gradcheck.point import Array, Loss
from tui_tutor.gradcheck.ruler import Ruler
from tui_tutor.gradcheck.scale import gaussian, size
from tui_tutor.report import Convergence

RELATIVE_STEPS = tuple(10.0**-e for e in range(1, 11))


def convergence(
    loss: Loss, analytic: Mapping[str, Any], params: Mapping[str, Any], *, seed: int = 0
) -> dict[str, Convergence]:
    """One picture for each array that has its parameter's shape and finite entries.

    Along one random direction g, |g . A - (L(p + h g) - L(p - h g)) / 2h| / |g|: what of the difference lies
    in that direction, in the unit of the gradient. The steps h are 1e-1 to 1e-10 times the array's root mean
    square; one at which the loss is not finite is left out. Exceptions of the loss pass.
    """
    return pictures(Ruler.at(loss, params, seed=seed), analytic)


@np.errstate(all="ignore")
def pictures(
    ruler: Ruler, analytic: Mapping[str, Any], unit: Callable[[Array], float] = size
) -> dict[str, Convergence]:
    """The same with a ruler that stands already; the steps are 1e-1 to 1e-10 times the `unit` of a parameter."""
    given = read_answer(analytic, ruler.point.kept).comparable
    return {
        name: _along(ruler, name, array, unit(ruler.point.kept[name]))
        for name, array in given.items()
        if array.size
    }


def power_of_ten(array: Array) -> float:
    """The power of ten that is nearest to an array's size: a unit that tells nobody what the array holds."""
    return float(10.0 ** np.round(np.log10(size(array))))


def _along(ruler: Ruler, name: str, analytic: Array, unit: float) -> Convergence:
    direction = gaussian(ruler.random(f"picture of {name}"), analytic.shape)
    expected, length = float(np.sum(direction * analytic)), float(np.linalg.norm(direction))
    steps = np.array(RELATIVE_STEPS) * unit
    up, down = losses_along(ruler.point, name, direction, np.concatenate([steps, -steps])).reshape(2, -1)
    differences = np.abs(expected - (up - down) / (2 * steps)) / length
    finite = np.isfinite(differences)
    return Convergence(tuple(steps[finite].tolist()), tuple(differences[finite].tolist()))
