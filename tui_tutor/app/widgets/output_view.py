"""What the learner's code printed, as it is: no markup, no colour."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui_tutor.app.verdict_text import traceback_of
from tui_tutor.report import Raised

NOTHING = "Nothing was printed."


class OutputView(VerticalScroll):
    """Text that came back from a call."""

    def __init__(self) -> None:
        super().__init__(id="output-view", can_focus=True)

    def compose(self) -> ComposeResult:
        yield Static(
            Content.styled("What your code prints appears here. F9 runs it without a check.", "dim"),
            id="output-text",
            markup=False,
        )

    def show(self, printed: str, message: str = "", raised: Raised | None = None) -> None:
        """The printed text, then how the run ended if it did not end well."""
        parts = [Content(printed.rstrip("\n"))] if printed.strip() else []
        trace = traceback_of(raised)
        parts += [trace] if trace else []
        parts += [Content(message)] if message else []
        content = Content("\n\n").join(parts) if parts else Content.styled(NOTHING, "dim")
        self.query_one("#output-text", Static).update(content)
        self.scroll_home(animate=False)
