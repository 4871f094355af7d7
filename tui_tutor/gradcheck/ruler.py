"""What is measured at one point and has nothing to do with an answer: done once, for any number of answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self
from zlib import crc32

import numpy as np

from tui_tutor.gradcheck.entries import STEP, Entries, Positions, measure, narrowed, no_influence
from tui_tutor.gradcheck.point import Loss, Point, private_copies
from tui_tutor.gradcheck.scale import Scales, measure_scales

ENTRIES = 1024
NARROWED = 8  # so many doubtful entries, and another step is looked for


@dataclass(frozen=True)
class Measured:
    """Every entry of one array, and whether the loss does not depend on it at all."""

    entries: Entries
    no_influence: bool = False


class Ruler:
    """A point with its sizes, its noise, and the numeric derivatives that have been asked for.

    Up to `entries` entries of all arrays together are measured one by one. Every question has a random stream
    of its own, so that the order of questions changes no answer.
    """

    def __init__(self, point: Point, *, seed: int, entries: int) -> None:
        self.point, self.seed, self.entries = point, seed, entries
        self._measured: dict[str, Measured] = {}

    @classmethod
    def at(cls, loss: Loss, params: Mapping[str, Any], *, seed: int = 0, entries: int = ENTRIES) -> Self:
        """The ruler at a point, which moves float64 copies of its own.

        Exceptions of the loss pass. Raises NotOneNumberError when it is no loss, TypeError when `params` holds
        something else than real numbers.
        """
        with np.errstate(all="ignore"):
            return cls(Point(loss, private_copies(params)), seed=seed, entries=entries)

    @cached_property
    def scales(self) -> Scales:
        """Sizes of all arrays, the noise of the loss, and its sensitivity."""
        return measure_scales(self.point, self.random("scales"))

    @property
    def measures_all(self) -> bool:
        """Whether the arrays are so small that every entry of them is measured."""
        return sum(array.size for array in self.point.kept.values()) <= self.entries

    def random(self, purpose: str) -> np.random.RandomState:
        """A stream that depends on the seed and on what it is for.

        RandomState's distributions are frozen; it takes PCG64 because that is seeded ten times as quickly.
        """
        return np.random.RandomState(np.random.PCG64([abs(self.seed), crc32(purpose.encode())]))

    def every_entry(self, name: str) -> Measured:
        """All entries of one array. What a closer look adds to them stays with the answer that asked for it."""
        if name not in self._measured:
            self._measured[name] = self._measure_all(name)
        known = self._measured[name]
        return replace(known, entries=known.entries.copy())

    def entries_at(self, name: str, where: Positions) -> Entries:
        """The entries of one array at flat positions, at a better step when too many are doubtful."""
        entries = measure(self.point, name, where, self.scales, STEP * self.scales.size[name])
        if np.count_nonzero(entries.doubtful) > NARROWED:
            return narrowed(self.point, name, entries, self.scales, self.random(f"step for {name}"))
        return entries

    def _measure_all(self, name: str) -> Measured:
        entries = self.entries_at(name, np.arange(self.point.kept[name].size))
        still = entries.still and no_influence(self.point, name, self.scales, self.random(f"far from {name}"))
        return Measured(entries, still)
