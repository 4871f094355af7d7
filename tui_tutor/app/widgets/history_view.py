"""The history of an exercise: every attempt and every kept draft, the newest first."""

from datetime import datetime
from typing import ClassVar, Literal, Self

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.history_rows import base_of, row_of, words_above
from tui_tutor.app.widgets.rows import Rows
from tui_tutor.progress.history import Entry

Page = Literal["Verdict", "Code", "Changes", "Solution"]


class HistoryList(Rows):
    """The list with its most important key in the footer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Look"),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]


class HistoryView(Vertical):
    """Shows the entries that it is given, and posts what is wanted of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "look('Changes')", "Difference"),
        Binding("r", "restore", "Restore"),
        Binding("m", "mark", "Mark one to compare with", show=False),
        Binding("s", "look('Solution')", "Compare with the solution", show=False),
    ]

    class LookWanted(Message):
        """Look at `entry`, beginning with `page`; its changes are those since `base`."""

        def __init__(self, entry: Entry, base: Entry | None, page: Page) -> None:
            super().__init__()
            self.entry, self.base, self.page = entry, base, page

    class RestoreWanted(Message):
        """Make this entry's text the draft."""

        def __init__(self, entry: Entry) -> None:
            super().__init__()
            self.entry = entry

    def __init__(self, glyphs: Glyphs, *, code: bool) -> None:
        super().__init__(id="history-view")
        self.glyphs, self.code = glyphs, code
        self.entries: tuple[Entry, ...] = ()
        self.marked: int | None = None
        self._now: datetime | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="history-words", markup=False)
        yield HistoryList(id="history-list", markup=False)

    def focus(self, scroll_visible: bool = True) -> Self:
        self.query_one(HistoryList).focus(scroll_visible)
        return self

    def show(self, entries: tuple[Entry, ...], now: datetime) -> None:
        """These are the entries, the oldest first, looked at `now`."""
        self.entries, self._now = entries, now
        words = Content.styled(words_above(entries, code=self.code), "dim")
        self.query_one("#history-words", Static).update(words)
        rows = self.query_one(HistoryList)
        rows.set_options([Option(self._row(entry), id=str(entry.number)) for entry in reversed(entries)])
        rows.highlighted = 0 if entries else None

    def _row(self, entry: Entry) -> Content:
        assert self._now is not None
        return row_of(entry, self._now, self.glyphs, marked=entry.number == self.marked)

    @property
    def chosen(self) -> Entry | None:
        """The entry under the highlight."""
        at = self.query_one(HistoryList).highlighted
        return None if at is None else self.entries[len(self.entries) - 1 - at]

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_look("Verdict")

    def action_look(self, page: Page) -> None:
        if entry := self.chosen:
            self.post_message(self.LookWanted(entry, base_of(self.entries, entry, self.marked), page))

    def action_restore(self) -> None:
        if entry := self.chosen:
            self.post_message(self.RestoreWanted(entry))

    def action_mark(self) -> None:
        """Mark the highlighted entry, or no more."""
        entry, before = self.chosen, self.marked
        if entry is None:
            return
        self.marked = None if before == entry.number else entry.number
        for one in self.entries:
            if one.number in (before, entry.number):
                self.query_one(HistoryList).replace_option_prompt(str(one.number), self._row(one))
