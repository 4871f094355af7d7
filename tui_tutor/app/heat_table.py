"""A small matrix of differences, a glyph for every entry; of a large one, the worst entries."""

import math
from collections.abc import Iterator

from textual.content import Content

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.report import ParameterResult, Table, number
from tui_tutor.report.entries import floor_of, relative, worst_entries

CELL = 11
LISTED = 6
MAX_ROWS = 12

SMALL, MIDDLE = 1e-6, 1e-2


def heat_table(parameter: ParameterResult, reference: str, width: int, glyphs: Glyphs) -> Content | None:
    """The differences of one array for a pane of `width` cells, or None when there is nothing to see."""
    table = parameter.table
    if table is None or len(table.analytic) < 2 or len(table.analytic) != len(table.numeric):
        return None
    columns = parameter.shape[-1] if parameter.shape else 1
    rows = math.prod(parameter.shape[:-1])
    fits = len(parameter.shape) <= 2 and rows <= MAX_ROWS and 6 + columns * CELL <= width
    if table.index is None and rows * columns == len(table.analytic) and fits:
        lines = _matrix(parameter, table, columns, reference, glyphs)
    else:
        lines = _worst(parameter, table, reference, glyphs)
    return Content("\n").join(lines)


def _matrix(
    parameter: ParameterResult, table: Table, columns: int, reference: str, glyphs: Glyphs
) -> Iterator[Content]:
    yield Content.assemble((parameter.name, "bold"), f"  yours minus {reference}, entry by entry")
    heads = "".join(f"  {f'[{column}]':<{CELL - 2}}" for column in range(columns))
    yield Content.styled(" " * 6 + heads, "dim")
    floor = floor_of(table)
    for row in range(len(table.analytic) // columns):
        cells = [
            _cell(
                table.analytic[row * columns + column], table.numeric[row * columns + column], floor, glyphs
            )
            for column in range(columns)
        ]
        yield Content.assemble((f"{f'[{row}]':>5} ", "dim"), *cells)
    yield Content.styled(
        f"relative: {glyphs.small} below 1e-6   {glyphs.middle} below 1e-2   {glyphs.wrong} larger",
        "dim",
    )


def _cell(analytic: float, numeric: float, floor: float, glyphs: Glyphs) -> Content:
    if not math.isfinite(analytic):
        return Content.styled(f"{glyphs.stopped} {analytic!s:<{CELL - 2}}", "bold $text-error")
    glyph, style = level(relative(analytic, numeric, floor), glyphs)
    return Content.styled(f"{glyph} {number(analytic - numeric):<{CELL - 2}}", style)


def level(difference: float, glyphs: Glyphs) -> tuple[str, str]:
    """Glyph and style for a relative difference. It describes a size; the verdict is the report's."""
    if difference < SMALL:
        return glyphs.small, "$text-success"
    if difference < MIDDLE:
        return glyphs.middle, "$text-warning"
    return glyphs.wrong, "bold $text-error"


def _worst(parameter: ParameterResult, table: Table, reference: str, glyphs: Glyphs) -> Iterator[Content]:
    entries, floor = worst_entries(parameter, LISTED), floor_of(table)
    yield Content.assemble((parameter.name, "bold"), f"  its {len(entries)} worst entries")
    for entry in entries:
        glyph, style = level(relative(entry.analytic, entry.numeric, floor), glyphs)
        at = ", ".join(map(str, entry.index))
        yield Content.assemble(
            (f"{glyph} ", style),
            f"{f'[{at}]':<12} yours {number(entry.analytic):>9}   {reference} {number(entry.numeric):>9}",
        )
