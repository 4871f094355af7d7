"""A slider with a live plot below it: the learner moves one number and watches what follows."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.points import Series
from tui_tutor.app.widgets.plot import Plot
from tui_tutor.app.widgets.slider import Slider
from tui_tutor.course.types import Explore


class ExploreView(Vertical):
    """Asks for the series of the slider's value with `Wanted`, and keeps what it was given."""

    class Wanted(Message):
        """The series of this value are not known yet."""

        def __init__(self, value: float) -> None:
            super().__init__()
            self.value = value

    def __init__(self, explore: Explore, glyphs: Glyphs) -> None:
        super().__init__(id="explore-view")
        self.explore, self.glyphs = explore, glyphs
        self._known: dict[float, Mapping[str, Sequence[float]]] = {}

    def compose(self) -> ComposeResult:
        yield Slider(self.explore.slider, self.explore.values, self.glyphs, id="slider")
        yield Static(id="explore-legend", markup=False)
        yield Plot(ascii=self.glyphs.ascii, id="explore-plot")

    @property
    def value(self) -> float:
        return self.query_one(Slider).value

    @on(Slider.Moved)
    def _moved(self, event: Slider.Moved) -> None:
        event.stop()
        if event.value in self._known:
            self._draw(self._known[event.value])
        else:
            self.post_message(self.Wanted(event.value))

    def give(self, value: float, series: Mapping[str, Sequence[float]]) -> None:
        """The series that belong to a value; drawn if the slider is still there."""
        self._known[value] = series
        if value == self.value:
            self._draw(series)

    def say(self, sentence: str) -> None:
        """Why there is no plot."""
        self.query_one("#explore-legend", Static).update(Content(sentence))

    def _draw(self, series: Mapping[str, Sequence[float]]) -> None:
        plot, xs = self.query_one(Plot), series.get(self.explore.x, ())
        lines = tuple(Series(name, xs, series[name]) for name in self.explore.y if name in series)
        plot.show(lines, log_y=self.explore.scale == "log")
        legend = Content.assemble(
            plot.legend(), (f"   over {self.explore.x}; left and right move the slider", "dim")
        )
        self.query_one("#explore-legend", Static).update(legend)
