"""Short conversations over a screen: a question with yes and no, a text to look at."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static


class YesNo(ModalScreen[bool]):
    """Answers True only for an explicit y."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "Yes"),
        Binding("n,escape,enter", "dismiss(False)", "No"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.question, markup=False)
            yield Static(
                Content.assemble(("y", "bold"), " yes     ", ("n", "bold"), " no"), classes="dialog-keys"
            )


class SolutionView(ModalScreen[None]):
    """The solution, to read and to copy from: code in an editor, the answer to a question as text."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f3", "dismiss(None)", "Back")]

    def __init__(self, title: str, solution: Widget) -> None:
        super().__init__()
        self.solution_title, self.solution = title, solution

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(Content.styled(self.solution_title, "bold"), markup=False)
            yield self.solution
            yield Static(Content.assemble(("Esc", "bold"), " back to your own"), classes="dialog-keys")

    def on_mount(self) -> None:
        if self.solution.can_focus:
            self.solution.focus()


class TextView(ModalScreen[None]):
    """A text to look at, which scrolls when it is long."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss(None)", "Back")]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self.text_title, self.text = title, text

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(Content.styled(self.text_title, "bold"), markup=False)
            with VerticalScroll(id="text"):
                yield Static(self.text, markup=False)
            yield Static(Content.assemble(("Esc", "bold"), " back"), classes="dialog-keys")

    def on_mount(self) -> None:
        self.query_one("#text").focus()


class Trouble(ModalScreen[None]):
    """Something could not be opened, and whose mistake that is."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "dismiss(None)", "Back")]

    def __init__(self, heading: Content) -> None:
        super().__init__()
        self.heading = heading

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self.heading, markup=False)
            yield Static(Content.assemble(("Enter", "bold"), " goes on"), classes="dialog-keys")
