"""The derivative of every entry of one array, with an error bound for each."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.derivative import QUICK, slope
from tui_tutor.gradcheck.kinks import Kink
from tui_tutor.gradcheck.many import losses_of_entries
from tui_tutor.gradcheck.noise import UNIT
from tui_tutor.gradcheck.point import Array, Point
from tui_tutor.gradcheck.scale import Scales, gaussian

RELATIVE = 1e-7
STEP = QUICK[0]

Flags = NDArray[np.bool_]
Positions = NDArray[np.intp]


@dataclass
class Entries:
    """Flat positions of one array with the numeric derivative and its error bound at each; 1-d, one length.

    `doubtful` marks entries whose bound is too wide or which a kink disturbs: they need a closer look.
    `still` says that no entry changed the loss at all, not in one bit.
    """

    where: Positions
    numeric: Array
    error: Array
    doubtful: Flags
    still: bool = False
    kinks: dict[int, Kink] = field(default_factory=dict)

    def copy(self) -> "Entries":
        """The same, to be changed without changing these."""
        return Entries(
            self.where,
            self.numeric.copy(),
            self.error.copy(),
            self.doubtful.copy(),
            self.still,
            dict(self.kinks),
        )


def measure(point: Point, name: str, where: Positions, scales: Scales, step: float) -> Entries:
    """Central differences at `step` and twice that, extrapolated, for the entries at `where`: four losses
    each.

    The bound is the distance between the extrapolated and the finer difference, plus rounding. A kink
    within the step shows by one-sided slopes whose gap does not halve with the step, or by that distance.
    """
    losses = losses_of_entries(point, name, where, (step, -step, 2 * step, -2 * step), scales.noise)
    up, down, up2, down2 = losses.T
    fine, coarse = (up - down) / (2 * step), (up2 - down2) / (4 * step)
    numeric = (4 * fine - coarse) / 3
    bound = 3 * np.maximum(scales.noise, 2 * UNIT * np.max(np.abs(losses), axis=1)) / step
    error = np.abs(numeric - fine) + bound * 5 / 3
    outside = ~np.isfinite(error)
    numeric[outside], error[outside] = np.nan, np.inf
    top = float(np.max(np.abs(numeric), initial=0, where=~outside))
    gap, gap2 = np.abs(up - 2 * point.value + down) / step, np.abs(up2 - 2 * point.value + down2) / (2 * step)
    kinked = (gap > 0.75 * gap2) & (gap > np.maximum(4 * bound, 1e-6 * top))
    wide = ~(error <= 1e-6 * np.abs(numeric) + 1e-9 * top + scales.floor(name))
    return Entries(where, numeric, error, kinked | wide, still=bool(np.all(losses == point.value)))


def narrowed(
    point: Point, name: str, entries: Entries, scales: Scales, random: np.random.RandomState
) -> Entries:
    """The same entries at the step that suits a random direction; of two values the sharper is kept."""
    direction = gaussian(random, point.kept[name].shape)
    good = slope(lambda t: point.along({name: direction}, t), point.value, scales.noise, scales.size[name])
    if good is None:
        return entries
    again = measure(point, name, entries.where, scales, good.step / 2)
    better = again.error < entries.error
    return Entries(
        entries.where,
        np.where(better, again.numeric, entries.numeric),
        np.where(better, again.error, entries.error),
        np.where(better, again.doubtful, entries.doubtful),
        entries.still,
    )


def allowed(name: str, analytic: Array, numeric: Array, error: Array, scales: Scales) -> Array:
    """How far a right entry may lie from the numeric one: its error bound, a relative slack, rounding."""
    floor = scales.floor(name)
    rounding = np.where(np.abs(numeric) <= np.maximum(3 * error, floor), scales.nothing(name), floor)
    return np.asarray(error + RELATIVE * np.maximum(np.abs(analytic), np.abs(numeric)) + rounding)


def no_influence(point: Point, name: str, scales: Scales, random: np.random.RandomState) -> bool:
    """Whether the loss stays the same, bit for bit, however far this array is moved."""
    direction = scales.size[name] * gaussian(random, point.kept[name].shape)
    return all(point.along({name: direction}, t) == point.value for t in (1e-3, -1e-1, 1.0, -30.0))
