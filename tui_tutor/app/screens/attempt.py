"""One entry of the history, to look at: its verdict, its code, what changed, and beside the solution."""

import asyncio
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui_tutor.app.breakpoints import BREAKPOINTS
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.history_rows import head_of
from tui_tutor.app.screens.entries import EntriesView
from tui_tutor.app.screens.opening import OpensInSteps
from tui_tutor.app.widgets.code_editor import CodeEditor
from tui_tutor.app.widgets.diff_view import DiffView
from tui_tutor.app.widgets.history_view import Page
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.app.widgets.steps_view import StepsView
from tui_tutor.app.widgets.verdict_panel import VerdictPanel
from tui_tutor.progress.differences import differences
from tui_tutor.progress.history import Entry
from tui_tutor.report import pictured


class AttemptView(OpensInSteps[bool], ModalScreen[bool]):
    """Answers True when this entry's text is to be the draft again.

    `base` is what its changes are counted from, `solution` the official text where it may be seen; `restorable` is
    False where the text is no code. `panel` shows its report.
    """

    CSS_PATH = "../styles/dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "restore", "Make it your draft"),
        Binding("escape,q,ctrl+r", "dismiss(False)", "Back"),
    ]

    def __init__(
        self,
        entry: Entry,
        panel: VerdictPanel,
        glyphs: Glyphs,
        *,
        base: Entry | None,
        solution: str | None,
        page: Page,
        restorable: bool,
    ) -> None:
        super().__init__()
        self.entry, self.panel, self.glyphs = entry, panel, glyphs
        self.base, self.solution, self.restorable = base, solution, restorable
        self.pages = self._pages()
        self.page = page if page in self.pages else next(iter(self.pages))

    def _pages(self) -> dict[str, Widget]:
        mine = f"text {self.entry.number}"
        pages: dict[str, Widget] = {"Verdict": self.panel} if self.entry.report else {}
        if self.entry.report and pictured(self.entry.report):
            pages["Steps"] = StepsView(ascii=self.glyphs.ascii)
        pages["Code"] = CodeEditor(self.entry.source, read_only=True)
        if self.base is not None:
            pages["Changes"] = DiffView((f"text {self.base.number}", mine))
        if self.solution is not None:
            pages["Solution"] = DiffView((mine, "the solution"))
        return pages

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(head_of(self.entry, datetime.now().astimezone(), self.glyphs), markup=False)
            yield ResultTabs(self.pages, id="attempt-pages")
            yield Static(self._keys(), classes="dialog-keys")

    def _keys(self) -> Content:
        restore = (("r", "bold"), " makes it your draft   ") if self.restorable else ()
        return Content.assemble(("left, right", "bold"), " turn   ", *restore, ("Esc", "bold"), " back")

    async def on_mount(self) -> None:
        tabs = self.query_one(ResultTabs)
        tabs.bring(self.page)
        tabs.focus_panel()
        if self.entry.report is not None:
            await self.panel.show_report(self.entry.report)
            for steps in tabs.all(StepsView):
                steps.show(self.entry.report)
        self.run_worker(self._compare())

    @on(VerdictPanel.EntriesWanted)
    def _look_at_entries(self, event: VerdictPanel.EntriesWanted) -> None:
        self.app.push_screen(EntriesView(event.grids, event.reference, self.glyphs))

    async def _compare(self) -> None:
        """In a thread: two long texts take a while."""
        mine = self.entry.source
        if self.base is not None:
            await self._fill("Changes", self.base.source, mine)
        if self.solution is not None:
            await self._fill("Solution", mine, self.solution)

    async def _fill(self, page: str, before: str, after: str) -> None:
        lines = await asyncio.to_thread(differences, before, after)
        view = self.pages[page]
        assert isinstance(view, DiffView)
        view.show(lines)

    def action_restore(self) -> None:
        if self.restorable:
            self.dismiss(True)
