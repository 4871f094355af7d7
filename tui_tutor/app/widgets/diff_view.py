"""What leads from one text to another, to scroll through."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui_tutor.app.diff_text import diff_text
from tui_tutor.progress.differences import Line


class DiffView(VerticalScroll):
    """Shows differences as soon as they are there. `names` are what the two texts are called."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]

    def __init__(self, names: tuple[str, str]) -> None:
        super().__init__(can_focus=True)
        self.names = names
        self.lines: Sequence[Line] | None = None

    def compose(self) -> ComposeResult:
        yield Static(Content.styled("comparing", "dim"), markup=False)

    def show(self, lines: Sequence[Line]) -> None:
        """These are the differences."""
        self.lines = lines
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        self._draw()

    def _draw(self) -> None:
        if self.lines is not None:
            width = self.content_size.width - 1
            self.query_one(Static).update(diff_text(self.lines, self.names, width))
