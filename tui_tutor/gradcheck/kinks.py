"""Kinks: points where the slopes from the two sides differ, as relu's at 0."""

from dataclasses import dataclass

import numpy as np

from tui_tutor.gradcheck.point import Array


@dataclass(frozen=True)
class Kink:
    """The slopes on the two sides of a kink, the smaller first. Everything between is a subgradient."""

    low: float
    high: float


def find_kink(
    value: float, step: float, steps: Array, gaps: Array, bounds: Array, scale: float
) -> Kink | None:
    """The kink at 0 that a ladder of differences shows, if it shows one.

    gaps[j] = (f(h) - 2 f(0) + f(-h)) / h is the difference of the two one-sided slopes at h = steps[j]. For
    a smooth function it shrinks like h; at a kink it stays, and it has to stay over two decades of steps.
    """
    seen = np.flatnonzero((steps <= max(step, 1e-4 * scale)) & (np.abs(gaps) > 4 * bounds))
    if len(seen) < 4:
        return None
    first, last = abs(gaps[seen[0]]), abs(gaps[seen[-1]])
    if last <= 0.5 * first or last <= 1e-6 * abs(value):
        return None
    j = int(np.argmin(np.abs(steps - step)))
    half = abs(gaps[j]) / 2 + abs(gaps[j] - gaps[max(j - 1, 0)]) + 2 * bounds[j]
    return Kink(float(value - half), float(value + half))
