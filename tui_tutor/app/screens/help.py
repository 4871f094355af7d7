"""Every key of the screen below, read from the bindings themselves."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from tui_tutor.app.screens.opening import OpensInSteps

TITLES = {
    "CodeEditor": "Editor",
    "ReadingPane": "Reading",
    "ResultTabs": "Result",
    "CurveView": "Loss curve",
    "HistoryView": "History",
    "VerdictPanel": "Verdict",
    "StepsView": "Steps",
    "Slider": "Slider",
    "AnswerChoices": "Answers",
    "CourseMap": "Map",
    "LessonScreen": "Lesson",
    "Workspace": "Workspace",
    "HuntScreen": "Bug hunt",
    "ArticleScreen": "Article",
    "MapList": "List",
    "HistoryList": "List",
    "DiffView": "Differences",
    "FindLine": "Find",
}
LOOKED_FOR = ("undo", "redo", "cut", "copy", "paste")


class HelpScreen(OpensInSteps[None], ModalScreen[None]):
    """The keys of the screen, then of each pane that has its own."""

    CSS_PATH = "../styles/dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f1,enter", "dismiss(None)", "Back")]

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.below = below

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield Static(Content.styled("Keys", "bold"), markup=False)
            with VerticalScroll(id="help-keys"):
                yield Static(Content("\n").join(self._lines()), markup=False)
            yield Static(Content.assemble(("Esc", "bold"), " back"), classes="dialog-keys")

    def on_mount(self) -> None:
        self.query_one("#help-keys").focus()

    def _lines(self) -> Iterator[Content]:
        for title, bindings in self._groups():
            yield Content.styled(title, "bold $text-primary")
            for keys, description in bindings:
                yield Content.assemble((f"  {keys:<22}", "bold"), description)
            yield Content("")

    def _groups(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Title and keys of the screen, of its panes, and of the whole program."""
        seen: set[type] = set()
        for node in (self.below, *self.below.query(Widget)):
            title = TITLES.get(type(node).__name__)
            if title and type(node) not in seen:
                seen.add(type(node))
                yield title, self._own_keys(node)
        yield "Everywhere", [*self._own_keys(self.app), ("Ctrl+P", "Commands by name, themes, any exercise")]

    def _own_keys(self, node: object) -> list[tuple[str, str]]:
        """The bindings that we declare, and of Textual's own classes those that one looks for."""
        bindings = [
            one
            for kind in type(node).__mro__
            for one in vars(kind).get("BINDINGS", ())
            if isinstance(one, Binding)
            and (kind.__module__.startswith("tui_tutor.") or one.action in LOOKED_FOR)
        ]
        return [(self._names(one), one.description) for one in bindings]

    def _names(self, binding: Binding) -> str:
        names = [name.strip() for name in binding.key.split(",")]
        shown = [name for name in names if name != "ctrl+underscore" and not name.startswith("super")]
        return ", ".join(map(_spoken, shown))


def _spoken(key: str) -> str:
    """`Ctrl+J`, `F5`, `/`: as it is written on a keyboard."""
    parts = [part.replace("slash", "/") for part in key.split("+")]
    return "+".join(part.capitalize() if len(part) > 1 or len(parts) > 1 else part for part in parts)
