"""The verdict: one sentence first, then why, then the numbers, then what comes afterwards."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui_tutor.app.entry_grid import Grid, grids_of
from tui_tutor.app.formulas import readable_report
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.heat_table import heat_table
from tui_tutor.app.parameter_table import parameter_table
from tui_tutor.app.services import Mathtext
from tui_tutor.app.verdict_text import (
    Around,
    Heading,
    diagnosis_of,
    heading_of,
    help_left,
    notes_of,
    since_last,
    traceback_of,
)
from tui_tutor.app.widgets.lesson_markdown import LessonMarkdown
from tui_tutor.course.types import Hint
from tui_tutor.report import ParameterResult, Report

_PARTS = ("heading", "foreseen", "since", "diagnosis", "trace", "table", "help", "heat", "notes")


NOTHING_AROUND = Around()


class VerdictPanel(VerticalScroll):
    """Shows a report, or why there is none. It adds layout and colour, never facts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "entries", "Entries"),
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]

    class EntriesWanted(Message):
        """Look at these arrays, entry by entry; the right value is called `reference`."""

        def __init__(self, grids: tuple[Grid, ...], reference: str) -> None:
            super().__init__()
            self.grids, self.reference = grids, reference

    def __init__(self, glyphs: Glyphs, mathtext: Mathtext, reference: str, invitation: str) -> None:
        super().__init__(id="verdict-panel", can_focus=True)
        self.glyphs, self.mathtext, self.reference, self.invitation = glyphs, mathtext, reference, invitation
        self.report: Report | None = None
        self.around = Around()
        self.ladder: tuple[int, tuple[Hint, ...]] = (0, ())
        self.grids: tuple[Grid, ...] = ()
        self.busy = False
        self._ticket = 0

    def compose(self) -> ComposeResult:
        for part in _PARTS:
            yield Static(id=f"verdict-{part}", classes="verdict-part", markup=False)

    def on_mount(self) -> None:
        self._show(heading=Content.styled(self.invitation, "dim"))

    def show_stage(self, stage: str) -> None:
        """Where a check has come to, unless it has ended meanwhile: stages come from another thread, late."""
        if self.busy:
            self.show_busy(stage)

    def show_busy(self, stage: str = "") -> int:
        """At once when a check begins. Returns its ticket, for `give_up`."""
        busy = f"{self.glyphs.busy} checking{self.glyphs.busy if not self.glyphs.ascii else '...'}"
        self.report, self.grids, self.busy = None, (), True
        self._ticket += not stage
        self._show(heading=Content.assemble((busy, "bold"), f"  {stage}" if stage else ""))
        return self._ticket

    def show_heading(self, heading: Heading) -> None:
        """An end without a report."""
        self.report, self.grids, self.busy = None, (), False
        self._show(heading=heading.content())

    def give_up(self, ticket: int) -> None:
        """The check of that ticket was stopped. If another one has begun meanwhile, it has the panel."""
        if self.busy and ticket == self._ticket:
            self.show_heading(Heading(self.glyphs.cancelled, "cancelled", "", "Your draft is saved."))

    async def show_report(self, report: Report, around: Around = NOTHING_AROUND) -> None:
        """A report, and what is said around it."""
        self.report, self.busy = readable_report(self.mathtext, report), False
        self.around, self.grids = around, grids_of(report)
        self._show_parts(self._parts_of(self.report))
        if around.onward:
            await self.mount(Static(Content.styled(around.onward, "bold"), id="onward"))
        if around.afterwards:
            await self.mount(LessonMarkdown(self.mathtext, around.afterwards, id="afterwards"))
        self.scroll_home(animate=False)

    def show_ladder(self, seen: int, hints: tuple[Hint, ...]) -> None:
        """How many of the hints were seen."""
        self.ladder = seen, hints
        if self.report is not None:
            self._show_parts(self._parts_of(self.report))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "entries" or bool(self.grids)

    def action_entries(self) -> None:
        self.post_message(self.EntriesWanted(self.grids, self.reference))

    def on_resize(self, event: events.Resize) -> None:
        if self.report is not None:
            self._show_parts(self._parts_of(self.report))

    def _parts_of(self, report: Report) -> dict[str, Content | None]:
        width = max(20, self.content_size.width - 1)
        shown = report.parameters
        return {
            "heading": heading_of(report, self.glyphs).content(),
            "foreseen": Content(self.around.foreseen) if self.around.foreseen else None,
            "since": since_last(self.around.changed),
            "diagnosis": diagnosis_of(report),
            "trace": traceback_of(report.raised),
            "table": parameter_table(shown, self.reference, width, self.glyphs) if shown else None,
            "heat": self._heat(shown, width),
            "help": help_left(*self.ladder) if report.verdict != "correct" else None,
            "notes": notes_of(report, self.glyphs),
        }

    def _heat(self, parameters: tuple[ParameterResult, ...], width: int) -> Content | None:
        """The entries of the first array that is not correct, unless they are of hidden data."""
        for parameter in parameters:
            if parameter.verdict != "correct" and not (parameter.blocked_by or parameter.hidden):
                heat = heat_table(parameter, self.reference, width, self.glyphs)
                return heat and Content.assemble(heat, ("\nEnter looks at single entries.", "dim"))
        return None

    def _show(self, **parts: Content | None) -> None:
        self.query("#afterwards, #onward").remove()
        self._show_parts(parts)

    def _show_parts(self, parts: dict[str, Content | None]) -> None:
        self.refresh_bindings()
        for part in _PARTS:
            widget = self.query_one(f"#verdict-{part}", Static)
            content = parts.get(part)
            widget.display = content is not None
            widget.update(content or Content(""))
