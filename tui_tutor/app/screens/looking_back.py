"""The desk's past: what was tried at its exercise, to look at, to compare, and to bring back."""

import asyncio
from datetime import UTC, datetime
from typing import ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.binding import Binding, BindingType
from textual.widgets import TabbedContent

from tui_tutor.app.formulas import with_formulas
from tui_tutor.app.panels import verdict_panel
from tui_tutor.app.screens.following import Following
from tui_tutor.app.states import FINISHED, word_of
from tui_tutor.app.ways import solution_of
from tui_tutor.app.widgets.history_view import HistoryView
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.progress.history import Entry, history


class LookingBack(Following):
    """A desk that remembers."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+r", "history", "History")]

    def action_history(self) -> None:
        """Bring the history forward, with the keys in it."""
        self.query_one(ResultTabs).bring("History")
        self.show_pane("result")
        self.load_history()

    @on(TabbedContent.TabActivated, "#result")
    def _turned_to(self, event: TabbedContent.TabActivated) -> None:
        if event.pane.id == "tab-history":
            self.load_history()

    def renew_history(self) -> None:
        """Read it again where it is in front; elsewhere it is read when it comes there."""
        if self.query_one(ResultTabs).is_in_front("History"):
            self.load_history()

    @work(group="history", exclusive=True)
    async def load_history(self) -> None:
        """Read what is remembered; reports are decoded in a thread, as there may be hundreds."""
        course, name, store = self.course.id, self.exercise.id, self.services.store
        attempts, kept = store.attempts(course, name), store.old_drafts(course, name)

        def read() -> tuple[Entry, ...]:
            entries = history(attempts, kept, self.exercise.digest)
            mathtext = self.services.mathtext
            return tuple(replace(one, reason=with_formulas(mathtext, one.reason)) for one in entries)

        self.query_one(HistoryView).show(await asyncio.to_thread(read), datetime.now(UTC))

    @property
    def may_see_solution(self) -> bool:
        """Whether the exercise was solved, or its solution shown after an explicit yes."""
        return word_of(self.services.store.states(self.course.id).get(self.exercise.id)) in FINISHED

    @on(HistoryView.LookWanted)
    def _look(self, event: HistoryView.LookWanted) -> None:
        code = self._editor is not None
        solution = solution_of(self.exercise) if code and self.may_see_solution else None
        if event.page == "Solution" and solution is None:
            self.notify(
                "The solution is compared once your answer is correct, or F3 has shown it.", markup=False
            )
            return
        if event.page == "Changes" and event.base is None:
            self.notify("This is the first one: there is nothing before it to compare with.", markup=False)
            return
        from tui_tutor.app.screens.attempt import AttemptView

        view = AttemptView(
            event.entry,
            verdict_panel(self.exercise, self.services.mathtext, self.glyphs),
            self.glyphs,
            base=event.base,
            solution=solution,
            page=event.page,
            restorable=code,
        )

        def answered(restore: bool | None) -> None:
            if restore:
                self._restore(event.entry)

        self.app.push_screen(view, answered)

    @on(HistoryView.RestoreWanted)
    def _restore_wanted(self, event: HistoryView.RestoreWanted) -> None:
        self._restore(event.entry)

    def _restore(self, entry: Entry) -> None:
        if self._editor is None:
            self.notify("A question is answered anew: there is no code to bring back.", markup=False)
            return
        self.put(entry.source)
        self.renew_history()
        self.notify(
            f"Text {entry.number} is your draft now. Ctrl+Z undoes it; the history keeps both.", markup=False
        )
