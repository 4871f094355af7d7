"""A plot of a few named series."""

from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.widget import Widget

from tui_tutor.app import plotting
from tui_tutor.app.points import Series

_COLOURS = ("text-primary", "text-warning", "text-success", "text-secondary")


class Plot(Widget):
    """Draws what `show` was given last. The signs of the series are for a line above: `legend`."""

    DEFAULT_CSS = "Plot { width: 1fr; height: 1fr; min-height: 5; }"

    def __init__(self, *, ascii: bool, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ascii, self.log_x, self.log_y = ascii, False, False
        self.series: tuple[Series, ...] = ()

    def show(self, series: tuple[Series, ...], log_y: bool, log_x: bool = False) -> None:
        """Draw these instead."""
        self.series, self.log_y, self.log_x = series, log_y, log_x
        self.refresh()

    def legend(self) -> Content:
        """Sign and name of every series."""
        signs = plotting.legend_markers(self.ascii)
        parts = [
            Content.assemble((f"{signs[at % 4]} ", f"${_COLOURS[at % 4]}"), one.name)
            for at, one in enumerate(self.series)
        ]
        return Content("   ").join(parts)

    def render(self) -> Text | Content:
        width, height = self.content_size
        if not self.series:
            return Content("")
        variables = self.app.theme_variables
        colours = () if self.app.no_color else tuple(Color.parse(variables[name]).rgb for name in _COLOURS)
        look = plotting.Look(colours=colours, ascii=self.ascii, log=self.log_y, log_x=self.log_x)
        drawn = plotting.draw(self.series, width, height, look)
        return Text.from_ansi(drawn) if drawn else Content("There is no room for the plot here.")
