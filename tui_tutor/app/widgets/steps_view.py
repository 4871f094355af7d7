"""The picture of a gradient check: the difference against the step h, both axes logarithmic."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui_tutor.app.points import Series
from tui_tutor.app.widgets.plot import Plot
from tui_tutor.report import ParameterResult, Report, picture_line, pictured

DRAWN = 4  # arrays in one picture, as many as there are signs for them
INVITATION = (
    "A check draws here how far your gradient is from the central difference, for large and small steps h. "
    "A right gradient makes a V, a wrong one a flat line."
)
NOTHING = (
    "The last check has no such picture: no array of yours could be compared with the slope of the loss."
)


class StepsView(Vertical):
    """Draws the arrays of a report, and says what is to be seen of one of them; up and down choose which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "choose(-1)", "Array before", show=False),
        Binding("down,j", "choose(1)", "Next array", show=False),
    ]
    DEFAULT_CSS = "StepsView { height: 1fr; }"

    def __init__(self, *, ascii: bool) -> None:
        super().__init__()
        self.can_focus = True
        self.ascii = ascii
        self.arrays: tuple[ParameterResult, ...] = ()
        self.at = 0

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(INVITATION, "dim"), classes="steps-words", markup=False)
        yield Static(classes="steps-legend", markup=False)
        yield Plot(ascii=self.ascii)

    def show(self, report: Report) -> None:
        """The picture of another report."""
        self.arrays, self.at = pictured(report), 0
        self._draw()

    def action_choose(self, by: int) -> None:
        if self.arrays:
            self.at = (self.at + by) % len(self.arrays)
            self._draw()

    def _draw(self) -> None:
        # The chosen one is drawn first: as a line, in front.
        around = (*self.arrays[self.at :], *self.arrays[: self.at])[:DRAWN]
        self.query_one(Plot).show(tuple(map(_series, around)), log_y=True, log_x=True)
        self.query_one(".steps-words", Static).update(self._words())
        self.query_one(".steps-legend", Static).update(self._legend())

    def _words(self) -> Content:
        if not self.arrays:
            return Content(NOTHING)
        return Content(picture_line(self.arrays[self.at]))

    def _legend(self) -> Content:
        if not self.arrays:
            return Content("")
        several = "; up and down choose" if len(self.arrays) > 1 else ""
        return Content.assemble(self.query_one(Plot).legend(), (f"   difference by h{several}", "dim"))


def _series(parameter: ParameterResult) -> Series:
    assert parameter.convergence is not None
    name = parameter.name if parameter.draw == "shown" else f"{parameter.name} ({parameter.draw})"
    return Series(name, parameter.convergence.steps, parameter.convergence.differences)
