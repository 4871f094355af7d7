"""What a hypothesis may look at: two arrays, error bars, the parameter, the sizes of the problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.diagnosis.words import GRADIENT, Words
from tui_tutor.gradcheck.entries import Positions
from tui_tutor.gradcheck.other_data import Elsewhere
from tui_tutor.gradcheck.point import Array
from tui_tutor.report import Verdict

RELATIVE = 2e-6
ROUNDING = 1e-11


@dataclass(frozen=True, eq=False)
class Compared:
    """One array. The four arrays have one shape: the parameter's (`shape`), or (m,) for a sample of it.

    `complete` says that every entry is there, so that places (rows, transposes) mean something; `sampled`
    holds the flat positions of a sample.
    """

    name: str
    verdict: Verdict
    analytic: Array
    numeric: Array
    error: Array
    parameter: Array
    shape: tuple[int, ...]
    complete: bool
    sampled: Positions | None = None

    @property
    def single(self) -> bool:
        """Whether it is one number: then every relation between two numbers fits, and none is proven."""
        return self.analytic.size == 1

    @property
    def positions(self) -> Positions:
        """The flat positions of the entries in the parameter."""
        return np.arange(self.analytic.size) if self.sampled is None else self.sampled

    @property
    def every(self) -> str:
        """The beginning of a sentence about all entries: it claims no more than was measured."""
        if self.complete:
            return f"Every entry of {self.name}"
        return f"Each of the {self.analytic.size} measured entries of {self.name}"

    @property
    def noise(self) -> float:
        """The largest error bar."""
        return float(np.max(self.error, initial=0))

    @property
    def alive(self) -> bool:
        """Whether the true gradient can be told from 0 at all."""
        return float(np.max(np.abs(self.numeric), initial=0)) > 5 * self.noise

    def allowed(self, a: Array, n: Array, error: Array | float, relative: float = RELATIVE) -> Array:
        """How far two entries may lie apart and still be called equal in an explanation."""
        top = max(float(np.max(np.abs(a), initial=0)), float(np.max(np.abs(n), initial=0)))
        return np.asarray(
            relative * np.maximum(np.abs(a), np.abs(n)) + 2 * np.asarray(error) + ROUNDING * top
        )

    def close(
        self, a: Array, n: Array, error: Array | float | None = None, relative: float = RELATIVE
    ) -> bool:
        """Whether two arrays are equal in every entry within the error bars."""
        bars = self.error if error is None else error
        return bool(np.all(np.abs(a - n) <= self.allowed(a, n, bars, relative)))

    @property
    def off(self) -> NDArray[np.bool_]:
        """The entries that differ beyond their bars."""
        distance = np.abs(self.analytic - self.numeric)
        return np.asarray(distance > self.allowed(self.analytic, self.numeric, self.error))


@dataclass(frozen=True)
class Size:
    """A whole number that a constant may be made of: how a formula writes it, and what it is."""

    symbol: str
    value: int
    legend: str


@dataclass(frozen=True, eq=False)
class Evidence:
    """Everything measured at one point, in the order of the parameters, and the words for it.

    `elsewhere` gives, by name, the numeric gradient on other data, for whoever wants to measure it. `middle`
    names the arrays that are no parameters, such as dZ2, in the order of the way back: they come last in
    `arrays`, and stand beside no weight.
    """

    arrays: Mapping[str, Compared]
    sizes: tuple[Size, ...] = ()
    words: Words = GRADIENT
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    middle: tuple[str, ...] = ()

    @property
    def against(self) -> str:
        """What the right numbers are called."""
        return self.words.against

    @property
    def layers(self) -> Mapping[str, Compared]:
        """The parameters alone, from the first layer to the last."""
        return {name: array for name, array in self.arrays.items() if name not in self.middle}

    @property
    def first_in_the_middle(self) -> Compared | None:
        """The first wrong array of the middle, in the order of the way back."""
        middle = [self.arrays[name] for name in self.middle]
        return next((array for array in middle if array.verdict == "wrong"), None)

    def having(self, verdict: Verdict) -> list[Compared]:
        """The arrays with this verdict."""
        return [array for array in self.arrays.values() if array.verdict == verdict]


def named_sizes(sizes: Mapping[str, int]) -> tuple[Size, ...]:
    """Sizes under the names that the exercise gives them."""
    return tuple(Size(name, int(value), f"{name} = {value}") for name, value in sizes.items() if value > 1)


def sizes_of_shapes(shapes: Mapping[str, tuple[int, ...]]) -> tuple[Size, ...]:
    """Sizes read off the shapes of arrays, each value once: the first array that has it names it."""
    found: dict[int, Size] = {}
    for name, shape in shapes.items():
        for axis, length in enumerate(shape):
            if length > 1 and length not in found:
                what = {1: "entries", 2: ("rows", "columns")[axis % 2]}.get(
                    len(shape), f"slices along axis {axis}"
                )
                found[length] = Size(str(length), length, f"{name} has {length} {what}")
    return tuple(found.values())
