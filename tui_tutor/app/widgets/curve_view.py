"""The loss curve: training with the learner's gradient beside training with the right one, while it runs."""

from collections import deque
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui_tutor.app.points import Series
from tui_tutor.app.rates import next_rate
from tui_tutor.app.widgets.plot import Plot
from tui_tutor.grading.curve_records import CurveEnd, CurvePoints, Trial

if TYPE_CHECKING:
    from textual.timer import Timer

FRAMES_A_SECOND = 10
STARTS = 4  # the exercise's own, and three others
INVITATION = (
    "F7 trains with your {0}, and beside it with the right one: the same start, the same data. "
    "It is an illustration, not a verdict: many a wrong {0} trains as well as the right one."
)


class CurveView(Vertical):
    """Collects points as they come, from any thread, and draws them at most ten times a second."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "toggle_log", "Logarithmic or linear", show=False),
        Binding("enter", "ask", "Train"),
        Binding("up,plus", "rate(1)", "A larger learning rate", show=False),
        Binding("down,minus", "rate(-1)", "A smaller learning rate", show=False),
        Binding("s", "start", "Another start", show=False),
    ]

    class Asked(Message):
        """The learner wants to see a training."""

    def __init__(self, what: str, *, ascii: bool, log_y: bool, rate: float) -> None:
        super().__init__(id="curve-view")
        self.what = what
        self.can_focus = True
        self.ascii, self.log_y, self.own_rate = ascii, log_y, rate
        self.trial = Trial(rate)
        self._trained: Trial | None = None
        self._inbox: deque[CurvePoints] = deque()
        self._lines: dict[str, tuple[list[float], list[float]]] = {}
        self._timer: Timer | None = None
        self._ticket = 0

    def compose(self) -> ComposeResult:
        yield Static(Content.styled(INVITATION.format(self.what), "dim"), id="curve-words", markup=False)
        yield Static(id="curve-trial", markup=False)
        yield Static(id="curve-legend", markup=False)
        yield Plot(ascii=self.ascii, id="curve-plot")

    def on_mount(self) -> None:
        self._show_trial()

    def begin(self) -> int:
        """Forget the last training and wait for points. Returns a ticket, for `give_up`."""
        self._ticket += 1
        self._trained = self.trial
        self._show_trial()
        self._inbox.clear()
        self._lines = {"yours": ([], []), "true": ([], [])}
        self._say("training. Esc stops it.")
        self._draw()
        if self._timer is None:
            self._timer = self.set_interval(1 / FRAMES_A_SECOND, self._take_in)
        return self._ticket

    def add(self, points: CurvePoints) -> None:
        """Take points in. May be called from any thread."""
        self._inbox.append(points)

    def end(self, end: CurveEnd) -> None:
        """The training is over: the last points, and the last word."""
        self._stop_timer()
        self._take_in()
        style = "$text-warning" if end.diverged else ""
        head = "diverged" if end.diverged else "trained"
        self.query_one("#curve-words", Static).update(
            Content.assemble((head, f"bold {style}"), f"  {end.message}")
        )

    def give_up(self, ticket: int) -> None:
        """The training of that ticket was stopped, unless another one has begun meanwhile."""
        if ticket == self._ticket and self._timer is not None:
            self.end_early("Stopped. F7 trains again.")

    def end_early(self, sentence: str) -> None:
        """The training was cancelled or could not be run."""
        self._stop_timer()
        self._take_in()
        self._say(sentence)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _take_in(self) -> None:
        if not self._inbox:
            return
        while self._inbox:
            points = self._inbox.popleft()
            xs, ys = self._lines.setdefault(points.series, ([], []))
            xs.extend(points.epochs)
            ys.extend(points.losses)
        self._draw()

    def _draw(self) -> None:
        plot = self.query_one("#curve-plot", Plot)
        plot.show(tuple(Series(name, xs, ys) for name, (xs, ys) in self._lines.items()), self.log_y)
        other = "linear" if self.log_y else "logarithmic"
        legend = Content.assemble(plot.legend(), (f"   loss by epoch (l: {other})", "dim"))
        self.query_one("#curve-legend", Static).update(legend)

    def _say(self, sentence: str) -> None:
        self.query_one("#curve-words", Static).update(Content(sentence))

    def action_toggle_log(self) -> None:
        self.log_y = not self.log_y
        if self._lines:
            self._draw()

    def action_rate(self, by: int) -> None:
        rate = next_rate(self.trial.rate or self.own_rate, by, self.own_rate)
        self._try(replace(self.trial, rate=rate))

    def action_start(self) -> None:
        self._try(replace(self.trial, start=(self.trial.start + 1) % STARTS))

    def _try(self, trial: Trial) -> None:
        self.trial = trial
        self._show_trial()

    def _show_trial(self) -> None:
        """The settings of the next training, and the keys that change them."""
        start = str(self.trial.start) if self.trial.start else "own"
        settings = Content.styled(f"rate {self.trial.rate:g}  start {start}", "bold")
        waiting = self._trained not in (None, self.trial)
        keys = "  Enter trains with them" if waiting else "  (up, down: rate; s: start)"
        self.query_one("#curve-trial", Static).update(Content.assemble(settings, (keys, "dim")))

    def action_ask(self) -> None:
        self.post_message(self.Asked())
