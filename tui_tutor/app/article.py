"""A Markdown article on a screen of its own: `tutor open FILE.md`."""

import asyncio
from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui_tutor import mathtext
from tui_tutor.app.formulas import InAscii
from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.program import Program
from tui_tutor.app.screens.lesson import LessonScreen
from tui_tutor.app.widgets.key_line import KeyLine
from tui_tutor.app.widgets.output_view import OutputView
from tui_tutor.app.widgets.reading_pane import Page, ReadingPane
from tui_tutor.course import Lesson

STYLES: list[str | PurePath] = [f"styles/{name}.tcss" for name in ("app", "workspace", "dialogs")]

RunStep = Callable[[int], str]
"""Runs the Python of one step, given its index, and says what it prints. It blocks, so it is called in a thread."""


class ArticleScreen(LessonScreen):
    """A lesson without a map behind it and without exercises, whose Python can be run."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "run_python", "Run the Python"),
        Binding("escape,q", "app.quit", "Leave"),
    ]

    def __init__(self, article: Lesson, run_step: RunStep, stop: Callable[[], None], glyphs: Glyphs) -> None:
        super().__init__(article, InAscii(mathtext) if glyphs.ascii else mathtext)
        self.run_step, self.stop = run_step, stop

    def compose(self) -> ComposeResult:
        title, steps = self.lesson.title, self.lesson.steps
        pages = tuple(Page(title, step.title, step.text) for step in steps)
        yield ReadingPane(pages or (Page(title, title, self.lesson.summary),), self.mathtext, id="lesson")
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in ("exercise", "sheet")

    @on(ReadingPane.Ended)
    def _at_the_end(self, event: ReadingPane.Ended) -> None:
        event.prevent_default()  # the lesson's own word would promise an exercise
        self.notify("That was the end. Esc leaves.", markup=False)

    def action_run_python(self) -> None:
        at = self.query_one(ReadingPane).index
        self.app.push_screen(Printed(lambda: self.run_step(at), self.stop))


class Printed(ModalScreen[None]):
    """What running something prints, as soon as it has ended. Leaving stops it."""

    CSS_PATH = "styles/dialogs.tcss"
    DEFAULT_CSS = "Printed { align: center middle; background: $background 60%; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,f9", "leave", "Back")]

    def __init__(self, run: Callable[[], str], stop: Callable[[], None]) -> None:
        super().__init__()
        self._run, self._stop = run, stop

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -large"):
            yield OutputView()
            yield Static(Content.assemble(("Esc", "bold"), " back to the article"), classes="dialog-keys")

    def on_mount(self) -> None:
        self.query_one(OutputView).focus()
        self.query_one(OutputView).show("Running. Esc stops it.")
        self.run_worker(self._show())

    async def _show(self) -> None:
        printed = await asyncio.to_thread(self._run)
        self.query_one(OutputView).show(printed)

    def action_leave(self) -> None:
        self._stop()
        self.dismiss(None)


class ArticleApp(Program):
    """One article to read, in the learner's theme."""

    TITLE = "tutor"
    CSS_PATH = STYLES

    def __init__(
        self, article: Lesson, run_step: RunStep, stop: Callable[[], None], theme: str | None = None
    ) -> None:
        super().__init__(theme)
        self.article, self.run_step, self.stop = article, run_step, stop

    def get_default_screen(self) -> ArticleScreen:
        return ArticleScreen(self.article, self.run_step, self.stop, self.glyphs)


def read(article: Lesson, run_step: RunStep, stop: Callable[[], None], theme: str | None = None) -> int:
    """Show the article until the reader leaves; `stop` ends what `run_step` runs.

    Returns the exit code: 0, or 3 when the tutor itself failed.
    """
    app = ArticleApp(article, run_step, stop, theme)
    app.run()
    return 0 if app.return_code == 0 else 3
