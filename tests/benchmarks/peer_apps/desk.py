"""What a Textual application needs for a text to read beside code to write: `desk.py TEXT CODE`.

Enter opens both, with the widgets that come with Textual. The peer of the workspace, and of typing in it.
"""

import sys
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Markdown, Static, TextArea


class Desk(Screen[None]):
    """A text on the left, an editor for Python on the right."""

    AUTO_FOCUS = "TextArea"

    def compose(self) -> ComposeResult:
        text, code = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:3])
        with Horizontal():
            yield Markdown(text)
            yield TextArea.code_editor(code, language="python")


class Opener(App[None]):
    """A line, until Enter is pressed."""

    CSS = "Markdown, TextArea { width: 1fr; height: 1fr }"
    BINDINGS: ClassVar = [("enter", "open", "Open")]

    def compose(self) -> ComposeResult:
        yield Static("ready")

    def action_open(self) -> None:
        self.push_screen(Desk())


if __name__ == "__main__":
    Opener().run()
