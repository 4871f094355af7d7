"""Short conversations over a screen: a question with yes and no, a text to look at."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui_tutor.app.breakpoints import BREAKPOINTS
from tui_tutor.app.widgets.diff_view import DiffView
from tui_tutor.app.widgets.result_tabs import ResultTabs
from tui_tutor.progress.differences import differences
from tui_tutor.progress.predictions import Prediction


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


class PredictionAsked(ModalScreen[Prediction | None]):
    """What will the verdict be? Answers None when the learner does not want to guess now."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "dismiss('correct')", "Correct"),
        Binding("w", "dismiss('wrong')", "Wrong"),
        Binding("e", "dismiss('error')", "An error"),
        Binding("escape,enter,f5,ctrl+j", "dismiss(None)", "No guess"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static("Before it runs: what will the verdict be?", markup=False)
            keys = Content.assemble(
                *(("c", "bold"), " correct   ", ("w", "bold"), " wrong   ", ("e", "bold"), " an error   "),
                *(("Esc", "bold"), " no guess"),
            )
            yield Static(keys, classes="dialog-keys")


class SolutionView(ModalScreen[None]):
    """The solution, to read and to copy from: code in an editor, the answer to a question as text.

    With `beside`, two texts, also what leads from the first to the second.
    """

    CSS_PATH = "../styles/dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f3", "dismiss(None)", "Back")]

    def __init__(self, title: str, solution: Widget, beside: tuple[str, str] | None = None) -> None:
        super().__init__()
        self.solution_title, self.solution, self.beside = title, solution, beside
        self.difference = DiffView(("yours", "the solution"))

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(Content.styled(self.solution_title, "bold"), markup=False)
            if self.beside is None:
                yield self.solution
            else:
                pages = {"Solution": self.solution, "Difference": self.difference}
                yield ResultTabs(pages, id="solution-pages")
            turn = (("left, right", "bold"), " turn   ") if self.beside else ()
            yield Static(Content.assemble(*turn, ("Esc", "bold"), " back to your own"), classes="dialog-keys")

    def on_mount(self) -> None:
        if self.solution.can_focus:
            self.solution.focus()
        if self.beside is not None:
            self.run_worker(self._compare(*self.beside))

    async def _compare(self, yours: str, solution: str) -> None:
        """In a thread: two long texts take a while."""
        self.difference.show(await asyncio.to_thread(differences, yours, solution))


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
