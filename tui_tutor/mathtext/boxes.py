"""Rectangles of text with a baseline, and the ways to put them together. A box never changes."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Align = Literal["left", "centre", "right"]


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@dataclass(frozen=True, slots=True)
class Box:
    """Rows that are all `width` columns wide; `baseline` is the index of the row that neighbours share.

    `tall`: delimiters around it have to grow. Scripts above or below their line do not make it tall.
    """

    rows: tuple[str, ...]
    width: int
    baseline: int = 0
    tall: bool = False

    @property
    def height(self) -> int:
        """The number of rows, at least 1."""
        return len(self.rows)

    @property
    def below(self) -> int:
        """The number of rows under the baseline."""
        return len(self.rows) - 1 - self.baseline


def line(text: str) -> Box:
    """One row."""
    return Box((text,), width(text))


def blank(columns: int) -> Box:
    """So many columns of nothing."""
    return Box((" " * columns,), columns)


def column(texts: Iterable[str], baseline: int) -> Box:
    """Rows of the same width, given as they are."""
    rows = tuple(texts)
    return Box(rows, width(rows[0]), baseline, tall=len(rows) > 1)


def padded(box: Box, columns: int, align: Align = "centre") -> Box:
    """The box with spaces at its sides, at least `columns` wide."""
    missing = columns - box.width
    if missing <= 0:
        return box
    left = {"left": 0, "centre": missing // 2, "right": missing}[align]
    before, after = " " * left, " " * (missing - left)
    return Box(tuple(before + row + after for row in box.rows), columns, box.baseline, box.tall)


def beside(*boxes: Box) -> Box:
    """The boxes from left to right, their baselines in one row."""
    if not boxes:
        return line("")
    above, below = max(box.baseline for box in boxes), max(box.below for box in boxes)
    stretched = [_stretched(box, above, below) for box in boxes]
    rows = tuple("".join(parts) for parts in zip(*stretched, strict=True))
    return Box(rows, sum(box.width for box in boxes), above, any(box.tall for box in boxes))


def stacked(boxes: Iterable[Box], anchor: int, align: Align = "centre") -> Box:
    """The boxes from top to bottom; the baseline is that of the box with index `anchor`."""
    parts = list(boxes)
    columns = max(box.width for box in parts)
    rows = tuple(row for box in parts for row in padded(box, columns, align).rows)
    return Box(
        rows, columns, sum(box.height for box in parts[:anchor]) + parts[anchor].baseline, tall=len(rows) > 1
    )


def _stretched(box: Box, above: int, below: int) -> tuple[str, ...]:
    empty = (" " * box.width,)
    return empty * (above - box.baseline) + box.rows + empty * (below - box.below)
