"""Large arrays: judged along random directions in blocks, so that the cost does not grow with every entry.

A direction sees every entry of its block, and the slack grows only with the block's norm; in blocks of four
thousand one entry that is wrong by a percent is still far outside. A block that disagrees is halved until
the entries are found (group testing).
"""

from collections.abc import Iterator
from functools import partial
from typing import Literal

import numpy as np

from tui_tutor.gradcheck.derivative import quick_agreement, slope
from tui_tutor.gradcheck.entries import RELATIVE
from tui_tutor.gradcheck.look import look
from tui_tutor.gradcheck.noise import UNIT
from tui_tutor.gradcheck.point import Array, Point
from tui_tutor.gradcheck.scale import Scales, gaussian
from tui_tutor.report import Verdict

BLOCK = 4096
FOUND = 4
TESTS = 256


class Blocks:
    """One large array under test: its analytic gradient, flat, and the point it belongs to."""

    def __init__(
        self, point: Point, name: str, analytic: Array, scales: Scales, random: np.random.RandomState
    ) -> None:
        self.point, self.name, self.analytic, self.scales, self.random = point, name, analytic, scales, random

    def judge(self) -> tuple[Verdict, list[int]]:
        """The verdict, and the flat positions of wrong entries that were found (at most 4)."""
        verdict: Verdict = "correct"
        for where in self._all():
            finding = self._along(where)
            if finding == "agrees":
                continue
            found = self._locate(where)
            if finding == "differs" or found:
                return "wrong", found or []
            if finding == "unknown" or found is None:
                verdict = "undecided"
        return verdict, []

    def agree(self) -> bool:
        """Whether every block agrees along one direction, at once."""
        return all(self._quickly_agrees(where) for where in self._all())

    def _all(self) -> Iterator[slice]:
        for start in range(0, self.analytic.size, BLOCK):
            yield slice(start, min(start + BLOCK, self.analytic.size))

    def _along(self, where: slice) -> Literal["agrees", "differs", "unknown", "kink"]:
        """One direction over one block; at a kink only the entries can tell."""
        direction, expected, tolerance = self._expected(where)
        loss_at = partial(self.point.block, self.name, where, direction)
        noise, size = self.scales.noise, self.scales.size[self.name]
        if quick_agreement(loss_at, expected, tolerance, noise, size):
            return "agrees"
        found = slope(loss_at, self.point.value, noise, size)
        if found is None:
            return "unknown"
        if found.kink is not None:
            return "kink"
        if abs(found.value - expected) > found.error + tolerance:
            return "differs"
        return "unknown" if found.error > 1e-3 * float(np.linalg.norm(self.analytic[where])) else "agrees"

    def _expected(self, where: slice) -> tuple[Array, float, float]:
        """A direction, the slope that the gradient predicts along it, and how exactly that must hold."""
        analytic = self.analytic[where]
        direction = gaussian(self.random, analytic.shape)
        rounding = self.scales.floor(self.name) * analytic.size**0.5 + 4 * UNIT * float(
            np.sum(np.abs(analytic))
        )
        return direction, float(direction @ analytic), RELATIVE * float(np.linalg.norm(analytic)) + rounding

    def _locate(self, where: slice) -> list[int] | None:
        """Wrong entries of a block by halving it; None when the search ends undecided."""
        stack, found, decided = [where], list[int](), True
        for _ in range(TESTS):
            if not stack or len(found) >= FOUND:
                return found if found or decided else None
            part = stack.pop()
            if part.stop - part.start == 1:
                finding = self._one(part.start, where)
                decided &= finding != "unknown"
                found += [part.start] if finding == "differs" else []
            elif not self._quickly_agrees(part):
                middle = (part.start + part.stop) // 2
                stack += [slice(middle, part.stop), slice(part.start, middle)]
        return found or None

    def _quickly_agrees(self, part: slice) -> bool:
        direction, expected, tolerance = self._expected(part)
        loss_at = partial(self.point.block, self.name, part, direction)
        size = self.scales.size[self.name]
        return quick_agreement(loss_at, expected, tolerance, self.scales.noise, size) is not None

    def _one(self, at: int, block: slice) -> str:
        top = float(np.max(np.abs(self.analytic[block])))
        loss_at = partial(self.point.entry, self.name, at)
        return look(loss_at, self.name, float(self.analytic[at]), self.point.value, top, self.scales).finding
