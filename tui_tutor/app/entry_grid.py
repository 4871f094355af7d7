"""One array, entry by entry, as a window around the chosen one; and what there is to know about that one."""

import math
from collections.abc import Iterator

from msgspec import Struct
from textual.content import Content

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.heat_table import level
from tui_tutor.report import ParameterResult, Report, number
from tui_tutor.report.entries import floor_of, relative, unravelled

CELL = 12


class Place(Struct, frozen=True):
    """The chosen cell."""

    row: int = 0
    column: int = 0


class Grid(Struct, frozen=True):
    """An array laid out in rows of its last axis; a sample of a large one as a single column.

    `positions` are the flat positions of the entries in the array, row by row.
    """

    name: str
    shape: tuple[int, ...]
    columns: int
    positions: tuple[int, ...]
    analytic: tuple[float, ...]
    numeric: tuple[float, ...]
    sampled: bool
    floor: float

    @property
    def rows(self) -> int:
        return len(self.positions) // self.columns

    def at(self, place: Place) -> int:
        """Which entry lies there."""
        return place.row * self.columns + place.column

    def apart(self, place: Place) -> float:
        """The relative difference of the cell's two values."""
        return relative(self.analytic[self.at(place)], self.numeric[self.at(place)], self.floor)

    def moved(self, place: Place, rows: int, columns: int) -> Place:
        """The cell so many rows and columns on, as far as there are any."""
        return Place(
            min(max(place.row + rows, 0), self.rows - 1),
            min(max(place.column + columns, 0), self.columns - 1),
        )

    def worst(self) -> Place:
        """The cell with the largest relative difference."""
        cells = [Place(*divmod(at, self.columns)) for at in range(len(self.positions))]
        return max(cells, key=self.apart)

    def index(self, place: Place) -> str:
        """The cell's index as it is written in NumPy; empty for an array without axes."""
        index = unravelled(self.positions[self.at(place)], self.shape)
        return f"[{', '.join(map(str, index))}]" if index else ""


def grids_of(report: Report) -> tuple[Grid, ...]:
    """The arrays whose entries may be looked at: none of hidden data. Those that are not correct come first."""
    found = [(one.verdict == "correct", grid) for one in report.parameters if (grid := _grid(one))]
    return tuple(grid for _, grid in sorted(found, key=lambda pair: pair[0]))


def _grid(parameter: ParameterResult) -> Grid | None:
    table = parameter.table
    if table is None or parameter.hidden or not table.analytic or len(table.analytic) != len(table.numeric):
        return None
    count = len(table.analytic)
    sampled = table.index is not None or math.prod(parameter.shape) != count
    positions = tuple(range(count)) if table.index is None else table.index
    if len(positions) != count:
        return None
    columns = 1 if sampled or not parameter.shape else parameter.shape[-1]
    return Grid(
        parameter.name,
        parameter.shape,
        columns,
        positions,
        table.analytic,
        table.numeric,
        sampled,
        floor_of(table),
    )


def window(grid: Grid, place: Place, width: int, height: int, glyphs: Glyphs) -> Content:
    """As many cells around the chosen one as `width` x `height` holds; the chosen one in brackets and reversed."""
    label = max(len(_label(grid, 0)), len(_label(grid, grid.rows - 1))) + 1
    columns = _around(place.column, grid.columns, max(1, (width - label) // CELL))
    rows = _around(place.row, grid.rows, max(1, height - 1))
    lines = [_heads(grid, columns, label)]
    for row in rows:
        cells = (_cell(grid, Place(row, column), place, glyphs) for column in columns)
        lines.append(Content.assemble((f"{_label(grid, row):<{label}}", "dim"), *cells))
    return Content("\n").join(lines)


def entry_lines(grid: Grid, place: Place, reference: str) -> Iterator[Content]:
    """Both values of the chosen cell, and how far they lie apart."""
    mine, right = grid.analytic[grid.at(place)], grid.numeric[grid.at(place)]
    yield Content.assemble((f"{grid.name}{grid.index(place)}", "bold"))
    width = max(len("difference"), len(reference))
    yield Content(f"{'yours':<{width}}  {mine:.10g}")
    yield Content(f"{reference:<{width}}  {right:.10g}")
    apart = grid.apart(place)
    share = f"   relative {number(apart)}" if math.isfinite(apart) else ""
    yield Content(f"{'difference':<{width}}  {mine - right:.10g}{share}")


def _around(chosen: int, total: int, most: int) -> range:
    """At most `most` numbers below `total`, the chosen one as near to the middle as that allows."""
    start = min(max(0, chosen - most // 2), max(0, total - most))
    return range(start, min(total, start + most))


def _label(grid: Grid, row: int) -> str:
    """What stands before a row: its index without the last axis; of a sample, the whole index."""
    if grid.sampled:
        return grid.index(Place(row))
    leading = unravelled(row, grid.shape[:-1])
    return f"[{', '.join(map(str, leading))}]" if leading else ""


def _heads(grid: Grid, columns: range, label: int) -> Content:
    if grid.sampled:
        return Content.styled(
            f"{len(grid.positions)} entries of {math.prod(grid.shape)} were measured", "dim"
        )
    heads = "".join(f" {f'[{column}]':<{CELL - 1}}" for column in columns) if grid.shape else ""
    return Content.styled(" " * label + heads, "dim")


def _cell(grid: Grid, here: Place, chosen: Place, glyphs: Glyphs) -> Content:
    mine, right = grid.analytic[grid.at(here)], grid.numeric[grid.at(here)]
    glyph, style = level(grid.apart(here), glyphs)
    said = str(mine) if not math.isfinite(mine) else number(mine - right)
    text = f"{glyph} {said}"
    if here == chosen:
        return Content.styled(f"[{text}]".ljust(CELL), f"reverse {style}")
    return Content.styled(f" {text}".ljust(CELL), style)
