"""A table in columns where it fits, in wrapped columns where it nearly does, otherwise cell by cell."""

from typing import Literal

from msgspec import Struct

from tui_tutor.mathtext import width
from tui_tutor.plain.wrapping import wrapped

Align = Literal["left", "centre", "right"]
NARROWEST = 8
GAP = "  "


class Table(Struct, frozen=True):
    """A header and rows of the same number of cells, as text on one line; how each column is aligned."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligned: tuple[Align, ...]


def in_columns(table: Table, columns: int) -> list[str]:
    """The table for the eye, at most `columns` wide."""
    widths = _fitting(table, columns - len(GAP) * (len(table.aligned) - 1))
    if widths is None:
        return in_words(table, columns)
    rule = GAP.join("-" * one for one in widths)
    head = [*_row(table.header, widths, table.aligned), rule] if any(table.header) else []
    lines = [line for row in table.rows for line in _row(row, widths, table.aligned)]
    return [*head, *lines]


def in_words(table: Table, columns: int) -> list[str]:
    """The table for the ear: a sentence for each row, every cell with the name of its column."""
    rows = ("; ".join(_cells(table.header, row)) or "-" for row in table.rows)
    return [line for row in rows for line in wrapped(row, columns)]


def _cells(header: tuple[str, ...], row: tuple[str, ...]) -> list[str]:
    pairs = zip(header, row, strict=True)
    return [f"{name}: {cell}" if name else cell for name, cell in pairs if cell]


def _fitting(table: Table, columns: int) -> list[int] | None:
    """Widths of the columns, the widest ones narrowed until all fit. None when that makes them unreadable."""
    every = zip(table.header, *table.rows, strict=True)
    widths = [max(1, *(width(cell) for cell in column)) for column in every]
    while sum(widths) > columns:
        widest = widths.index(max(widths))
        if widths[widest] <= NARROWEST:
            return None
        widths[widest] -= 1
    return widths


def _row(cells: tuple[str, ...], widths: list[int], aligned: tuple[Align, ...]) -> list[str]:
    columns = [wrapped(cell, columns) for cell, columns in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    lines = zip(*(column + [""] * (height - len(column)) for column in columns), strict=True)
    return [
        GAP.join(_placed(*cell) for cell in zip(line, widths, aligned, strict=True)).rstrip()
        for line in lines
    ]


def _placed(text: str, columns: int, align: Align) -> str:
    missing = max(0, columns - width(text))
    left = {"left": 0, "centre": missing // 2, "right": missing}[align]
    return " " * left + text + " " * (missing - left)
