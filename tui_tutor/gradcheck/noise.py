"""The rounding noise of a loss, measured: how much it jitters where it should hardly move.

It is at least half a unit in the last place of the loss and can be a million times more, where residuals
cancel or a probability is subtracted from 1. So it is never assumed.
"""

from collections.abc import Callable

import numpy as np

from tui_tutor.gradcheck.point import Array

UNIT = float(np.finfo(np.float64).eps) / 2
SPACINGS = tuple(10.0**e for e in range(-12, -2))
AWAY = (1e-9, 1e-7, 1e-5)


def table_noise(values: Array) -> float | None:
    """The noise level of 7 equally spaced values, or None when a trend and not noise dominates.

    ECnoise (Moré & Wild, Estimating computational noise, 2011): the j-th differences of a smooth function
    die out, those of noise grow like 1/sqrt(gamma_j) with gamma_j = (j!)^2 / (2j)!. Three consecutive levels
    that agree within a factor 4, with differences of both signs, are noise.
    """
    levels, mixed, gamma = [], [], 1.0
    for j in range(1, len(values)):
        values = values[1:] - values[:-1]
        gamma *= 0.5 * j / (2 * j - 1)
        levels.append(float(np.sqrt(gamma * (values @ values) / len(values))))
        mixed.append(bool(values.min() < 0 < values.max()))
    for j in range(len(levels) - 2):
        three = levels[j : j + 3]
        if mixed[j] and max(three) <= 4 * min(three):
            return max(three)
    return None


def noise_here(loss_at: Callable[[float], float], value: float) -> float:
    """Noise of loss_at(t) around t = 0, by tables of growing spacing; at least an ulp of `value`, loss_at(0).

    `loss_at` moves the parameters by t times their own size. A spacing at which the loss hardly takes
    different values is below its resolution, and a wider one is tried. After such a flat stretch a single
    bend looks like noise: noise is on the other side of the point too, a bend is not.
    """
    floor = 2 * UNIT * abs(value)
    for spacing in SPACINGS:
        level = _level(loss_at, 0.0, spacing)
        if level is not None and spacing > SPACINGS[0]:
            other = _level(loss_at, 0.0, -spacing)
            level = None if other is None else min(level, other)
        if level is not None:
            return max(level, floor)
    return floor


def noise_away(loss_at: Callable[[float], float], t: float) -> float:
    """Noise around the moved point t: a loss of 0 at the point itself would hide it."""
    for spacing in AWAY:
        level = _level(loss_at, t, spacing * t)
        if level is not None:
            return level
    return 0.0


def _level(loss_at: Callable[[float], float], start: float, spacing: float) -> float | None:
    values = np.array([loss_at(start + spacing * j) for j in range(7)])
    if not np.all(np.isfinite(values)) or len(set(values.tolist())) < 5:
        return None
    return table_noise(values)
