"""The slope of a function of one number at 0, never without its own error bound."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tui_tutor.gradcheck.kinks import Kink, find_kink
from tui_tutor.gradcheck.noise import UNIT, noise_away
from tui_tutor.gradcheck.point import Array

Along = Callable[[float], float]

QUICK = (1e-4, 1e-2, 1e-5, 1e-6, 1.0)
FLAT = 6  # so many smallest steps that change nothing at all make a flat stretch
JUMP = 4  # so many smallest steps, over one and a half decades, that all see the same rise
LADDER = 10.0 ** np.arange(3, -10.01, -0.5)


@dataclass(frozen=True)
class Slope:
    """A derivative with its error bound, its step, and the kink at the point, if there is one."""

    value: float
    error: float
    step: float
    kink: Kink | None = None


def rounding(up: float, down: float, h: float, noise: float) -> float:
    """How much noise in two losses can change their central difference: three noise levels over h."""
    return 3 * max(noise, 2 * UNIT * max(abs(up), abs(down))) / h


def quick_agreement(
    loss_at: Along, expected: float, tolerance: float, noise: float, scale: float
) -> Slope | None:
    """A central difference, sharp enough to tell, that equals `expected` within `tolerance`, or None.

    Safe in one direction only: agreement to seven digits is no coincidence, disagreement proves nothing. At
    a coarse step the truncation error may happen to equal a small mistake; half the step has a quarter of it.
    """
    for relative in QUICK:
        for h in (relative * scale, relative * scale / 2):
            up, down = loss_at(h), loss_at(-h)
            value, bound = (up - down) / (2 * h), rounding(up, down, h, noise)
            if not (bound <= tolerance and abs(value - expected) <= tolerance + bound):
                break
            if relative <= QUICK[0] or h < relative * scale:
                return Slope(value, bound + tolerance, h)
    return None


def slope(loss_at: Along, value: float, noise: float, scale: float) -> Slope | None:
    """The derivative of loss_at at 0 by central differences on a ladder of steps, with extrapolation.

    `value` is loss_at(0), `noise` its noise, `scale` the size of the parameters. The error of a candidate is
    the truncation seen between neighbouring steps plus the rounding bound. A candidate counts only if every
    smaller step agrees with it within that step's own rounding bound: a step that reaches across a kink may
    look precise, the smaller ones contradict it. None when no step can be trusted.
    """
    steps, differences, bounds, gaps = _ladder(loss_at, value, noise, scale)
    best: Slope | None = None
    for j in range(1, len(steps)):
        for candidate, error in _candidates(steps, differences, bounds, j):
            if best is not None and error >= best.error:
                continue
            if np.all(np.abs(differences[j:] - candidate) <= error + 2 * bounds[j:]):
                best = Slope(candidate, error, float(steps[j]))
    if _jumps_here(steps, differences, bounds):
        return None
    flat = not np.any(differences[-FLAT:]) and not np.any(gaps[-FLAT:])
    if best is None or (flat and best.value == 0 and _on_a_stair(loss_at, value, steps)):
        return None
    error = best.error + 3 * noise_away(loss_at, best.step) / best.step
    near = steps <= 1e-2 * scale
    kink = find_kink(best.step, error, steps[near], differences[near], gaps[near], bounds[near])
    return Slope(best.value, error, best.step, kink)


def _jumps_here(steps: Array, differences: Array, bounds: Array) -> bool:
    """Whether the loss jumps at the point itself: its rise over the smallest steps does not shrink with them."""
    if len(steps) < JUMP:
        return False
    rises = np.abs(steps * differences)[-JUMP:]
    seen = np.abs(differences[-JUMP:]) > 4 * bounds[-JUMP:]
    return bool(np.all(seen) and rises[-1] > 0.5 * np.max(rises))


def _on_a_stair(loss_at: Along, value: float, steps: Array) -> bool:
    """Whether the loss is flat here only because it moves in jumps, as where rounding swallows its argument.

    The edge of the flat stretch is found by bisection. A function that is really flat around the point and
    bends at the edge leaves it continuously; one that jumps there by a visible part of its change is a stair.
    The change is that of twice the step as well: a step that only just reaches over the edge shows next to none.
    """
    for h in reversed(steps.tolist()):
        for far in (h, -h):
            change = abs(loss_at(far) - value)
            if not change > 0:
                continue
            flat, edge = 0.0, far
            for _ in range(24):
                middle = (flat + edge) / 2
                flat, edge = (middle, edge) if loss_at(middle) == value else (flat, middle)
            beyond = abs(loss_at(2 * far) - value)
            seen = max(change, beyond) if np.isfinite(beyond) else change
            return abs(loss_at(edge) - value) > 1e-4 * seen
    return False


def _ladder(loss_at: Along, value: float, noise: float, scale: float) -> tuple[Array, Array, Array, Array]:
    """Steps, central differences, their rounding bounds and the one-sided gaps, where the loss is finite."""
    rungs = []
    for h in (LADDER * scale).tolist():
        up, down = loss_at(h), loss_at(-h)
        if np.isfinite(up) and np.isfinite(down):
            gap = (up - 2 * value + down) / h
            rungs.append((h, (up - down) / (2 * h), rounding(up, down, h, noise), gap))
    table = np.array(rungs, dtype=float).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def _candidates(steps: Array, differences: Array, bounds: Array, j: int) -> list[tuple[float, float]]:
    """The difference at step j, and its Richardson extrapolation, each with its error.

    D(h) = f' + c h^2 + ..., so with q = (h_{j-1} / h_j)^2 the extrapolation is (q D_j - D_{j-1}) / (q - 1).
    """
    q = float((steps[j - 1] / steps[j]) ** 2)
    seen = abs(float(differences[j] - differences[j - 1])) / (q - 1)
    found = [(float(differences[j]), 1.5 * seen + float(bounds[j]))]
    if j >= 2:
        now = extrapolated(differences[j - 1], differences[j], q)
        before = extrapolated(differences[j - 2], differences[j - 1], (steps[j - 2] / steps[j - 1]) ** 2)
        found.append((now, 0.5 * abs(now - before) + float(bounds[j]) * (q + 1) / (q - 1)))
    return found


def extrapolated(coarse: float, fine: float, q: float) -> float:
    """Richardson's extrapolation of two central differences whose squared steps have the ratio q."""
    return float((q * fine - coarse) / (q - 1))
