"""A lesson's cheat sheet over whatever is open: looked at, and gone again."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_tutor.app.screens.opening import OpensInSteps
from tui_tutor.app.services import Mathtext
from tui_tutor.app.widgets.lesson_markdown import LessonMarkdown
from tui_tutor.course.sheets import Sheet


class SheetView(OpensInSteps[None], ModalScreen[None]):
    """Scrolls with the arrow keys, j and k; the key that opened it closes it."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,s,enter", "dismiss(None)", "Back"),
        Binding("j", "scroll(1)", "Down", show=False),
        Binding("k", "scroll(-1)", "Up", show=False),
    ]

    def __init__(self, sheet: Sheet, mathtext: Mathtext) -> None:
        super().__init__()
        self.sheet, self.mathtext = sheet, mathtext

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(Content.styled(f"{self.sheet.title}: cheat sheet", "bold"), markup=False)
            with VerticalScroll(id="text"):
                yield LessonMarkdown(self.mathtext, self.sheet.markdown)
            yield Static(Content.assemble(("Esc", "bold"), " back"), classes="dialog-keys")

    def on_mount(self) -> None:
        self.query_one("#text").focus()

    def action_scroll(self, by: int) -> None:
        self.query_one("#text").scroll_relative(y=by, animate=False)
