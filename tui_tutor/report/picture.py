"""What the picture of a gradient check shows, in a sentence: a flat line, a V, one arm of it.

The sentence describes the measured differences and gives no verdict. Measured on the 523 pictures of the course that
ships: four neighbouring steps within a factor of 1.5 are there for every wrong gradient and for no right one.
"""

import math

from msgspec import Struct

from tui_tutor.report.records import Convergence, ParameterResult, Report
from tui_tutor.report.text import number, on

ALIKE = 1.5  # largest over smallest difference of steps that are called level
LEVEL_STEPS = 4
ARM = 10.0  # how far above its lowest point the end of an arm of a V stands


class Level(Struct, frozen=True):
    """A stretch of steps over which the difference hardly changes: its height, the largest and the smallest h."""

    height: float
    largest: float
    smallest: float


def pictured(report: Report) -> tuple[ParameterResult, ...]:
    """The arrays that have a picture: first those that are to be looked at, then those that are correct."""
    found = [parameter for parameter in report.parameters if parameter.convergence is not None]
    return tuple(sorted(found, key=lambda one: (one.verdict == "correct", one.blocked_by is not None)))


def level(picture: Convergence) -> Level | None:
    """The longest level stretch, or None. A difference of exactly 0 belongs to none: rounding reaches it by luck."""
    best: tuple[int, int] = (0, 0)
    for start in range(len(picture.differences)):
        stop = _level_from(picture.differences, start)
        if stop - start > best[1] - best[0]:
            best = start, stop
    start, stop = best
    if stop - start < LEVEL_STEPS:
        return None
    heights = sorted(picture.differences[start:stop])
    return Level(heights[len(heights) // 2], picture.steps[start], picture.steps[stop - 1])


def picture_line(parameter: ParameterResult) -> str:
    """What is to be seen of one array that has a picture, and what that means; on which data, unless they are shown."""
    seen = _seen(parameter.convergence or Convergence((), ()))
    where = "" if parameter.draw == "shown" else f", {on(parameter.draw)}"
    return f"{parameter.name}{where}: {seen}"


def _seen(picture: Convergence) -> str:
    if not picture.differences:
        return "the loss is not finite near these parameters, so there is nothing to draw."
    if not any(picture.differences):
        return "the difference is exactly 0 at every step."
    flat = level(picture)
    if flat is not None:
        return (
            f"the difference stays near {number(flat.height)} for h from {number(flat.largest)} down to "
            f"{number(flat.smallest)}: a flat line. What no step changes does not come from the step; it is the "
            "distance between your gradient and the slope of the loss."
        )
    return _arms(picture)


def _level_from(differences: tuple[float, ...], start: int) -> int:
    """The end (exclusive) of the level stretch that begins at `start`."""
    low = high = differences[start]
    if low <= 0:
        return start
    stop = start + 1
    while stop < len(differences) and differences[stop] > 0:
        low, high = min(low, differences[stop]), max(high, differences[stop])
        if high / low > ALIKE:
            break
        stop += 1
    return stop


def _arms(picture: Convergence) -> str:
    """The lowest point, and on which sides of it the difference rises."""
    at = min(range(len(picture.differences)), key=picture.differences.__getitem__)
    lowest, h = picture.differences[at], number(picture.steps[at])
    floor = lowest or math.ulp(0.0)
    falls, rises = picture.differences[0] / floor >= ARM, picture.differences[-1] / floor >= ARM
    if falls and rises:
        return (
            f"the difference falls to {number(lowest)} at h = {h} and rises again below: a V. Both arms are errors of "
            "the central difference itself, truncation where h is large and rounding where h is small."
        )
    if rises:
        return (
            f"the difference is smallest, {number(lowest)}, at h = {h} and rises as h shrinks: one arm of a V. It is "
            "rounding; truncation is not seen, as on a parabola, where a central difference is exact."
        )
    if falls:
        return (
            f"the difference falls with h to {number(lowest)} at h = {h}: one arm of a V, the truncation error of the "
            "central difference. Rounding is not reached yet."
        )
    highest = max(picture.differences)
    return (
        f"the difference lies between {number(lowest)} and {number(highest)} at every step, without a shape."
    )
