"""A Markdown article on a screen of its own: `tutor open FILE.md`."""

import os
import sys
from pathlib import PurePath
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from tui_tutor import mathtext
from tui_tutor.app.glyphs import glyphs_for
from tui_tutor.app.screens.lesson import LessonScreen
from tui_tutor.app.themes import DEFAULT, THEMES
from tui_tutor.course import Lesson

STYLES: list[str | PurePath] = [f"styles/{name}.tcss" for name in ("app", "workspace")]


class ArticleScreen(LessonScreen):
    """A lesson without a map behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "app.quit", "Leave")]

    def _ended(self) -> None:
        self.notify("That was the end. Esc leaves.", markup=False)


class ArticleApp(App[int]):
    """One article to read, in the learner's theme."""

    TITLE = "tutor"
    CSS_PATH = STYLES

    def __init__(self, article: Lesson, theme: str | None = None) -> None:
        # Set later, an ANSI theme would be painted black on black under NO_COLOR (Textual 8.2.8).
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.article = article
        self.glyphs = glyphs_for(os.environ, getattr(sys.__stdout__, "encoding", None))
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else DEFAULT

    def get_default_screen(self) -> ArticleScreen:
        return ArticleScreen(self.article, mathtext)

    def on_mount(self) -> None:
        self.set_class(self.glyphs.ascii, "-ascii")


def read(article: Lesson, theme: str | None = None) -> int:
    """Show the article until the reader leaves. Returns the exit code: 0, or 3 when the tutor itself failed."""
    app = ArticleApp(article, theme)
    app.run()
    return 0 if app.return_code == 0 else 3
