"""The Markdown that a course is written in: what every reader of it, on a screen or as lines, takes for a formula."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.amsmath import RE_OPEN, amsmath_block, amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from tui_tutor.mathtext.running import FORMULA

DISPLAYED = frozenset({"math_block", "math_block_label", "amsmath"})
IN_LINE = frozenset({"math_inline", "math_inline_double"})
_BEGIN = re.compile(RE_OPEN)


def with_formulas(parser: MarkdownIt) -> MarkdownIt:
    """The parser, which from now on knows `$...$`, `$$...$$`, and the environments of amsmath.

    What stands on the line is found by the pattern that finds it in every other text. The plugin's own rule takes the
    last character of a paragraph for the one before its first (mdit-py-plugins 0.7): "$x$ is 1" would stay TeX.
    """
    parser.use(dollarmath_plugin).use(amsmath_plugin)
    parser.inline.ruler.at("math_inline", _formula_here)
    parser.block.ruler.at(
        "amsmath", _environment_here, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return parser


def lines_parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough and formulas."""
    return with_formulas(MarkdownIt("commonmark").enable(["table", "strikethrough"]))


def formulas(text: str) -> Iterator[tuple[int, str]]:
    """Line (from 1) and TeX of every formula that a reader of this text would set."""
    lines = text.split("\n")
    for token in lines_parser().parse(text):
        first, last = token.map or (0, len(lines))
        if token.type in DISPLAYED:
            yield first + 1, token.content.strip()
        elif token.children:
            yield from _in_line(token, lines[first:last], first + 1)


def _formula_here(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: whether a formula begins here, which is then taken."""
    found = FORMULA.match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if found is None:
        return False
    if not silent:
        token = state.push("math_inline" if found[1] is None else "math_inline_double", "math", 0)
        token.content = found[1] or found[2]
    state.pos = found.end()
    return True


def _environment_here(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The plugin's rule, asked only where the environment ends somewhere: a thousand that do not cost it a million."""
    start = state.bMarks[line] + state.tShift[line]
    found = _BEGIN.match(state.src, start)
    if found is None:
        return False
    closing = f"\\end{{{found[1]}{found[2]}}}"
    if closing not in state.env:
        ends = re.finditer(re.escape(closing) + r"[ \t]*$", state.src, re.MULTILINE)
        state.env[closing] = max((one.start() for one in ends), default=-1)
    return start < state.env[closing] and amsmath_block(state, line, end, silent)


def _in_line(token: Token, lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Children have no lines of their own: each formula is looked for from where the one before it ended."""
    source, at = "\n".join(lines), 0
    for child in token.children or ():
        if child.type in IN_LINE:
            at = max(at, source.find(child.content.split("\n")[0], at))
            yield first + source.count("\n", 0, at), child.content.strip()
