"""Markdown with formulas: `$...$` on the line, `$$...$$` as a block of several lines."""

from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Markdown
from textual.widgets.markdown import MarkdownBlock

from tui_tutor.app import formulas
from tui_tutor.app.services import Mathtext
from tui_tutor.course.dialect import DISPLAYED, IN_LINE, with_formulas


class LessonMarkdown(Markdown):
    """A lesson's or an author's Markdown. A formula that cannot be set is shown as its TeX."""

    def __init__(self, mathtext: Mathtext, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, parser_factory=lambda: _parser(mathtext), id=id)
        self.mathtext = mathtext

    def unhandled_token(self, token: Token) -> MarkdownBlock | None:
        return Formula(self, token) if token.type in DISPLAYED else None


class Formula(MarkdownBlock):
    """A displayed formula: two-dimensional where it fits, on one line where the pane is too narrow."""

    DEFAULT_CSS = """
    Formula { margin: 0 0 1 0; padding: 0 4; width: 1fr; height: auto; color: $text-accent; }
    """

    def __init__(self, markdown: LessonMarkdown, token: Token) -> None:
        super().__init__(markdown, token)
        tex = token.content.strip()
        self.rows, self.line = formulas.rows(markdown.mathtext, tex), formulas.line(markdown.mathtext, tex)
        self.styles.text_wrap = "nowrap"
        self.set_content(Content("\n".join(self.rows)))

    def on_resize(self, event: events.Resize) -> None:
        fits = max(map(cell_len, self.rows), default=0) <= self.content_size.width
        self.styles.text_wrap = "nowrap" if fits else "wrap"
        self.set_content(Content("\n".join(self.rows) if fits else self.line))


def _parser(mathtext: Mathtext) -> MarkdownIt:
    parser = with_formulas(MarkdownIt("gfm-like"))
    parser.core.ruler.push("inline_math", lambda state: _set_inline(mathtext, state))
    return parser


def _set_inline(mathtext: Mathtext, state: StateCore) -> None:
    """Formulas on the line become emphasised text, which is all that Textual's Markdown can show there."""
    for token in state.tokens:
        if token.type != "inline" or not token.children:
            continue
        children: list[Token] = []
        for child in token.children:
            children += _emphasised(mathtext, child) if child.type in IN_LINE else [child]
        token.children = children


def _emphasised(mathtext: Mathtext, formula: Token) -> list[Token]:
    attributes: dict[str, Any] = {"content": formulas.line(mathtext, formula.content)}
    return [Token("em_open", "em", 1), Token("text", "", 0, **attributes), Token("em_close", "em", -1)]
