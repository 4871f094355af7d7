"""The single entries of a compared array: where each lies, and how far yours and the right one are apart."""

import math

from msgspec import Struct

from tui_tutor.report.records import ParameterResult, Table

FLOOR = 1e-6  # of the largest entry: below it a 0 and its rounding error are not called different


class Entry(Struct, frozen=True):
    """One entry: its index, yours, the right one."""

    index: tuple[int, ...]
    analytic: float
    numeric: float


def worst_entries(parameter: ParameterResult, most: int) -> tuple[Entry, ...]:
    """At most `most` of the entries that were kept, the farthest apart first; none of hidden data."""
    table = parameter.table
    if table is None or parameter.hidden:
        return ()
    positions = table.index if table.index is not None else tuple(range(len(table.analytic)))
    floor = floor_of(table)
    found = sorted(
        zip(positions, table.analytic, table.numeric, strict=False),
        key=lambda entry: (-relative(entry[1], entry[2], floor), entry[0]),
    )
    return tuple(Entry(unravelled(at, parameter.shape), mine, right) for at, mine, right in found[:most])


def floor_of(table: Table) -> float:
    """The smallest size that a difference in this array is measured by."""
    finite = (abs(value) for value in (*table.analytic, *table.numeric) if math.isfinite(value))
    return FLOOR * max(finite, default=0.0)


def relative(analytic: float, numeric: float, floor: float = 0.0) -> float:
    """|A - N| / max(|A|, |N|, floor); 0 where they are equal, infinite where one is not a finite number."""
    if analytic == numeric:
        return 0.0
    if not (math.isfinite(analytic) and math.isfinite(numeric)):
        return math.inf
    scale = max(abs(analytic), abs(numeric), floor)
    return abs(analytic / scale - numeric / scale)


def unravelled(position: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The index of a flat position in C order."""
    index: list[int] = []
    for size in reversed(shape):
        position, place = divmod(position, size) if size else (0, 0)
        index.append(place)
    return tuple(reversed(index))
