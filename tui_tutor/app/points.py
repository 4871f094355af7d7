"""Numbers made fit to draw: finite, few, on an axis with round ticks. Pure, to be tried on anything.

plotext 6.1.0 ends the whole process on a NaN and raises on infinities and on logarithms of what is not
positive. A training that diverges brings all of them, so nothing reaches it that has not been here.
"""

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

LIMIT = (
    1e15  # beyond it, differences of neighbouring floats and tick arithmetic lose their meaning on a screen
)


class Series(Struct, frozen=True):
    """One named line as it comes: any floats, `xs` and `ys` of the same length."""

    name: str
    xs: Sequence[float]
    ys: Sequence[float]


class Drawable(Struct, frozen=True):
    """One line as it may be drawn: finite and moderate. On a log axis the numbers are exponents of ten.

    `left_out` counts the points that could not be shown.
    """

    name: str
    xs: list[float]
    ys: list[float]
    left_out: int = 0


class Axis(Struct, frozen=True):
    """A range that is never empty, and its round ticks with their labels."""

    low: float
    high: float
    ticks: list[float]
    labels: list[str]


def drawable(series: Series, columns: int, log: bool, log_x: bool = False) -> Drawable:
    """What of a series can be drawn in `columns` cells: at most two points a cell, its extremes kept.

    `log` is for y, `log_x` for x.
    """
    points: list[tuple[float, float]] = []
    total = 0
    for pair in zip(series.xs, series.ys, strict=False):
        total += 1
        x, y = _place(pair[0], log_x), _place(pair[1], log)
        if x is not None and y is not None:
            points.append((x, y))
    kept = _extremes(points, max(1, columns))
    return Drawable(series.name, [x for x, _ in kept], [y for _, y in kept], total - len(points))


def _place(value: float, log: bool) -> float | None:
    """Where a number lies on its axis; None where it cannot be shown."""
    if not math.isfinite(value):
        return None
    if log:
        return math.log10(value) if value > 0 else None
    return value if abs(value) <= LIMIT else None


def _extremes(points: list[tuple[float, float]], columns: int) -> list[tuple[float, float]]:
    """The lowest and the highest point of each bucket, in their order."""
    if len(points) <= 2 * columns:
        return points
    kept: list[tuple[float, float]] = []
    for column in range(columns):
        bucket = points[column * len(points) // columns : (column + 1) * len(points) // columns]
        low = min(range(len(bucket)), key=lambda at: bucket[at][1])
        high = max(range(len(bucket)), key=lambda at: bucket[at][1])
        kept += [bucket[at] for at in sorted({low, high})]
    return kept


def linear_axis(values: Iterable[float], ticks: int) -> Axis:
    """An axis around `values`, with about `ticks` round ticks."""
    low, high = _range(values)
    step = _round_step((high - low) / max(1, ticks))
    places = [at * step for at in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
    return Axis(low, high, places, [f"{place:.6g}" for place in places])


def log_axis(exponents: Iterable[float], ticks: int) -> Axis:
    """An axis around powers of ten, given and returned as exponents."""
    low, high = _range(exponents)
    first, last = math.floor(low + 0.05), math.ceil(high - 0.05)  # no empty decade for a rounding error
    raw = (last - first) / max(1, ticks)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if step >= raw)
    places = [float(at) for at in range(math.ceil(first / step) * step, last + 1, step)]
    return Axis(min(low, first), max(high, last), places, [f"1e{at:.0f}" for at in places])


def _range(values: Iterable[float]) -> tuple[float, float]:
    """Lowest and highest, widened until they differ by something that can be divided."""
    found = list(values)
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-300):
        margin = max(abs(low) * 0.1, 1e-9) if low else 1.0
        return low - margin, high + margin
    return low, high


def _round_step(raw: float) -> float:
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return next(factor * magnitude for factor in (1, 2, 2.5, 5, 10, 20) if factor * magnitude >= raw)
