"""Kinks: points where the slopes from the two sides differ, as relu's at 0."""

from dataclasses import dataclass

import numpy as np

from tui_tutor.gradcheck.point import Array

STEADY = 0.05
STEPS = 5


@dataclass(frozen=True)
class Kink:
    """The slopes on the two sides of a kink, the smaller first. Everything between is a subgradient."""

    low: float
    high: float


def find_kink(
    step: float, error: float, steps: Array, differences: Array, gaps: Array, bounds: Array
) -> Kink | None:
    """The kink at 0 that a ladder of differences shows, or one so close to 0 that no step can separate them.

    gaps[j] = (f(h) - 2 f(0) + f(-h)) / h is the difference of the two one-sided slopes at h = steps[j]. For
    a smooth function it shrinks like h; at a kink it stays, here over two decades of steps. A kink beside the
    point is resolved, and no kink, when a derivative found at a smaller `step` is exact beside the gap: then
    its `error` is small.
    """
    run = _steady_run(gaps, bounds)
    if len(run) < STEPS:
        return None
    unsure = 2 * bounds[run] + np.abs(np.gradient(gaps[run]))
    best = run[int(np.argmin(unsure))]
    gap = abs(float(gaps[best]))
    if gap <= 1e-6 * abs(float(differences[best])) or (step < steps[run[-1]] and error < 1e-4 * gap):
        return None
    half = gap / 2 + float(np.min(unsure))
    return Kink(float(differences[best]) - half, float(differences[best]) + half)


def _steady_run(gaps: Array, bounds: Array) -> list[int]:
    """The last longest stretch of steps over which the gap is seen above its rounding and does not change."""
    longest: list[int] = []
    run: list[int] = []
    for j in range(len(gaps)):
        seen = abs(gaps[j]) > 4 * bounds[j]
        if seen and run and abs(gaps[j] - gaps[run[-1]]) <= STEADY * abs(gaps[run[-1]]):
            run = [*run, j]
        else:
            run = [j] if seen else []
        if len(run) >= max(len(longest), 1):
            longest = run
    return longest
