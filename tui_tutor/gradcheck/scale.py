"""Sizes: of an array, of the loss's answer to it, and of the rounding that no gradient can avoid."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tui_tutor.gradcheck.noise import UNIT, noise_here
from tui_tutor.gradcheck.point import Array, Point


@dataclass(frozen=True)
class Scales:
    """What makes every comparison free of units: a constant times the loss or a parameter changes no verdict.

    `size` of each array, `noise` of the loss, `inner`: the part of it that comes from intermediate numbers,
    `sensitivity`: what moving an array by its size does to the loss.
    """

    size: Mapping[str, float]
    noise: float
    inner: float
    sensitivity: float

    def floor(self, name: str) -> float:
        """Differences below this are rounding of the analytic gradient itself, in units of the gradient.

        It is computed from the same intermediate numbers as the loss, so it rounds at least as they do.
        """
        return max(64 * UNIT * self.sensitivity, 10 * self.inner) / self.size[name]

    def nothing(self, name: str) -> float:
        """A gradient below this is 0 for every purpose, where the numerical one cannot be told from 0."""
        return max(1e-12 * self.sensitivity, 1000 * self.inner) / self.size[name]


def size(array: Array) -> float:
    """The root mean square of an array; 1 for an array of zeros or of nothing."""
    flat = array.ravel()
    return float(np.sqrt(flat @ flat / flat.size)) or 1.0 if flat.size else 1.0


def gaussian(random: np.random.RandomState, shape: tuple[int, ...]) -> Array:
    """A random direction, Gaussian and floored away from 0 so that every entry is seen.

    Never plain signs: +-1 is blind to two swapped entries in half of all draws.
    """
    d = random.standard_normal(shape)
    return np.asarray(np.copysign(np.sqrt(0.95 * d * d + 0.05), d))


def measure_scales(point: Point, random: np.random.RandomState) -> Scales:
    """Sizes of all arrays, the noise of the loss, and its sensitivity."""
    sizes = {name: size(array) for name, array in point.kept.items()}
    directions = {name: sizes[name] * gaussian(random, array.shape) for name, array in point.kept.items()}
    noise = noise_here(lambda t: point.along(directions, t), point.value)
    # The last bits of the loss itself round nothing in a gradient; what goes far beyond them does.
    inner = noise if noise > 16 * UNIT * abs(point.value) else 0.0
    return Scales(sizes, noise, inner, _sensitivity(point, directions))


def _sensitivity(point: Point, directions: Mapping[str, Array]) -> float:
    """The largest change of the loss when one array moves by one percent, times a hundred.

    A percent and not less: at a minimum the slope is 0, and what rounds is the curvature's part. A jump out
    of all proportion is an explosion of the loss, not its sensitivity.
    """
    largest = 0.0
    for name, direction in directions.items():
        for t in (0.01, -0.01):
            change = 100 * abs(point.along({name: direction}, t) - point.value)
            known = max(abs(point.value), largest)
            if np.isfinite(change) and (change < 1e6 * known or known == 0):
                largest = max(largest, change)
    return largest
