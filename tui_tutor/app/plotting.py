"""The only importer of plotext, when the first plot is drawn. Lists of numbers in, coloured text out."""

from functools import cache
from typing import Any

from msgspec import Struct

from tui_tutor.app.points import Drawable, Series, drawable, linear_axis, log_axis

SMALLEST = (16, 5)
MARKERS = ("braille", "•", "x", "+")
ASCII_MARKERS = ("*", "o", "x", "+")
Colour = tuple[int, int, int]


class Look(Struct, frozen=True):
    """How a plot is drawn: the colours of its series (none: no colour), ASCII, a log axis for y, one for x."""

    colours: tuple[Colour, ...] = ()
    ascii: bool = False
    log: bool = False
    log_x: bool = False


def legend_markers(ascii: bool) -> tuple[str, ...]:
    """The sign of each series, for a legend outside of the plot."""
    return ASCII_MARKERS if ascii else ("⣿", *MARKERS[1:])


def draw(series: tuple[Series, ...], width: int, height: int, look: Look) -> str:
    """The plot as `height` lines of ANSI text, `width` cells each. A plot that is too small is empty."""
    if width < SMALLEST[0] or height < SMALLEST[1]:
        return ""
    lines = [drawable(one, width, look.log, look.log_x) for one in series]
    plt, figure = _plotext()
    figure.clear.all()
    figure.plot_size(width, height)
    figure.theme("colorless")
    figure.axes(False, side=1)
    _set_axes(figure, lines, width, height, look)
    for at in reversed(range(len(lines))):
        if lines[at].xs:
            _draw_line(plt, figure, lines[at], at, look)
    text: str = figure.build().string(colorless=not look.colours)
    return _in_ascii(text) if look.ascii else text


def _set_axes(figure: Any, lines: list[Drawable], width: int, height: int, look: Look) -> None:
    xs = (value for line in lines for value in line.xs)
    ys = (value for line in lines for value in line.ys)
    x = log_axis(xs, max(2, width // 10)) if look.log_x else linear_axis(xs, max(2, width // 14))
    y = log_axis(ys, max(2, height // 3)) if look.log else linear_axis(ys, max(2, height // 4))
    for name, axis in (("x", x), ("y", y)):
        figure.ruler(name).lim(axis.low, axis.high)
        figure.ruler(name).ticks(axis.ticks, axis.labels)


def _draw_line(plt: Any, figure: Any, line: Drawable, at: int, look: Look) -> None:
    symbol = (ASCII_MARKERS if look.ascii else MARKERS)[at % len(MARKERS)]
    pixel = plt.pixel(foreground=look.colours[at % len(look.colours)]) if look.colours else None
    signal = figure.signal(line.xs, line.ys, marker=plt.marker(symbol, pixel))
    # The first series is a line; the others are separate points, so that what lies below stays visible.
    figure.draw(signal.lines() if at == 0 and len(line.xs) > 1 else signal)


def _in_ascii(text: str) -> str:
    return text.translate(str.maketrans("┤┼┬┴├│─└┘┌┐", "|+++||-++++"))


@cache
def _plotext() -> tuple[Any, Any]:
    """The module and a figure of our own: the module's is shared state."""
    import plotext

    plotext.terminal.limit(False, False)
    return plotext, type(plotext.figure)(parent=plotext.terminal)
