"""A close look at one entry that disagrees or is doubtful: its own ladder of steps."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from tui_tutor.gradcheck.derivative import Along, quick_agreement, rounding, slope
from tui_tutor.gradcheck.entries import RELATIVE, allowed
from tui_tutor.gradcheck.kinks import Kink
from tui_tutor.gradcheck.scale import Scales

CLEARLY = 100  # times the allowed distance
SMALLER = (1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10)

Finding = Literal["agrees", "differs", "unknown"]


@dataclass(frozen=True)
class Look:
    """What a close look found, with the derivative and the error bound that it rests on."""

    finding: Finding
    numeric: float
    error: float
    kink: Kink | None = None


def look(loss_at: Along, name: str, analytic: float, value: float, top: float, scales: Scales) -> Look:
    """Decide one entry. `value` is the loss at the point, `top` the largest entry of the array.

    An agreement within a bound that is wide both for the entry and for the loss is no agreement. At a kink
    any value between the two slopes is right, and one outside of both is unknown: where several kinks meet
    (relu with all weights 0), the usual convention for each of them can lead outside.
    """
    size, floor = scales.size[name], scales.floor(name)
    quick = quick_agreement(loss_at, analytic, RELATIVE * abs(analytic) + floor, scales.noise, size)
    if quick is not None:
        return Look("agrees", quick.value, quick.error)
    found = slope(loss_at, value, scales.noise, size)
    if found is None:
        return Look("unknown", np.nan, np.inf)
    one = np.array([[analytic], [found.value], [found.error]])
    slack = float(allowed(name, one[0], one[1], one[2], scales)[0])
    if found.kink is not None:
        nearest = min(max(analytic, found.kink.low), found.kink.high)
        right = min(abs(analytic - nearest), abs(analytic - found.value)) <= slack
        return Look("agrees" if right else "unknown", nearest, found.error, found.kink)
    if abs(analytic - found.value) > slack:
        return Look("differs", found.value, found.error)
    largest = max(abs(found.value), abs(analytic))
    wide_for_entry = found.error > max(1e-3 * largest, 1e-5 * top)
    wide_for_loss = found.error * size > RELATIVE * max(abs(value), scales.sensitivity)
    return Look("unknown" if wide_for_entry and wide_for_loss else "agrees", found.value, found.error)


def clearly_differs(
    loss_at: Along, numeric: float, error: float, excess: float, value: float, name: str, scales: Scales
) -> bool:
    """Whether an entry is wrong beyond doubt: far outside, and every smaller step sees the same slope.

    `excess` is its distance from `numeric` in units of what is allowed. Smaller steps that agree within their
    own rounding rule out noise that was underestimated and kinks beside the point; one-sided slopes that draw
    together rule out a kink at the point. A loss that does not move at all at them may be a stair. A no says
    nothing: then the whole ladder is asked.
    """
    if not excess > CLEARLY:
        return False
    gaps, still = [], True
    for h in (relative * scales.size[name] for relative in SMALLER):
        up, down = loss_at(h), loss_at(-h)
        bound = rounding(up, down, h, scales.noise)
        if not abs((up - down) / (2 * h) - numeric) <= error + 2 * bound:
            return False
        gap = abs(up - 2 * value + down) / h
        gaps.append(gap if gap > 4 * bound else 0.0)
        still = still and up == down == value
    steady = any(fine > 0.5 * coarse for coarse, fine in pairwise(gaps) if fine)
    return not still and not steady
