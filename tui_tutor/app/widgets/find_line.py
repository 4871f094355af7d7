"""One line below the editor: a text to find, or the number of a line to go to."""

from typing import ClassVar, Literal

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

Mode = Literal["find", "line"]
_PROMPTS: dict[Mode, str] = {
    "find": "find: Enter goes to the next place, Esc back to the code",
    "line": "line number",
}


class FindLine(Input):
    """Hidden until it is opened; Escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", "Back to the code", show=False)]

    class Wanted(Message):
        """Go to the next place of `text`, or to the line of that number."""

        def __init__(self, mode: Mode, text: str) -> None:
            super().__init__()
            self.mode, self.text = mode, text

    class Closed(Message):
        """The keys belong to the editor again."""

    def __init__(self) -> None:
        super().__init__(id="find-line", compact=True)
        self.mode: Mode = "find"
        self.display = False

    def open(self, mode: Mode) -> None:
        """Show the line and take the keys."""
        if mode != self.mode:
            self.value = ""
        self.mode, self.placeholder, self.display = mode, _PROMPTS[mode], True
        self.focus()
        self.select_all()

    def action_close(self) -> None:
        self.display = False
        self.post_message(self.Closed())

    @on(Input.Submitted)
    def _go(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Wanted(self.mode, self.value))
        if self.mode == "line":
            self.action_close()
