"""The three questions that one asks a formula; what cannot be set is shown as the TeX that it is."""

import re
import unicodedata
from functools import lru_cache

from tui_tutor.mathtext.boxes import width
from tui_tutor.mathtext.constructs import CONSTRUCTS
from tui_tutor.mathtext.inline import one_line
from tui_tutor.mathtext.layout import layout
from tui_tutor.mathtext.parse import parse
from tui_tutor.mathtext.symbols import (
    ACCENTS,
    COMMANDS,
    FUNCTIONS,
    IGNORED,
    ROMANS,
    SPACES,
    STYLES,
    TEXTS,
)
from tui_tutor.mathtext.tokens import TexError
from tui_tutor.mathtext.tree import Row

_LONG_SPACE = re.compile(" {3,}")


def render(tex: str) -> list[str]:
    """The formula in two dimensions: at least one row, all of them the same number of columns wide."""
    tree = _tree(tex)
    return _raw(tex) if tree is None else list(layout(tree).rows)


def inline(tex: str) -> str:
    """The formula on one line, with parentheses wherever it would read as another one without them."""
    tree = _tree(tex)
    if tree is None:
        return " ".join(_clean(tex).split())
    return _LONG_SPACE.sub("  ", one_line(tree)).strip()


@lru_cache(maxsize=256)
def unknown(tex: str) -> frozenset[str]:
    """Why the formula is shown as raw TeX: the commands that are not known, or what is broken.

    Empty exactly when `render` and `inline` can set it.
    """
    try:
        return parse(_clean(tex))[1]
    except TexError as error:
        return frozenset((str(error),))


def commands() -> frozenset[str]:
    """Every command that can be set, with its backslash; for whoever looks for the one that was meant."""
    tables = (CONSTRUCTS, COMMANDS, FUNCTIONS, ACCENTS, STYLES, TEXTS, ROMANS, SPACES, IGNORED)
    return frozenset(f"\\{name}" for table in tables for name in table)


@lru_cache(maxsize=256)
def _tree(tex: str) -> Row | None:
    try:
        tree, strangers = parse(_clean(tex))
    except TexError:
        return None
    return None if strangers else tree


def _raw(tex: str) -> list[str]:
    rows = _clean(tex).strip("\n").split("\n")
    columns = max(map(width, rows))
    return [row + " " * (columns - width(row)) for row in rows]


def _clean(tex: str) -> str:
    """Without control characters, and with what a terminal cannot encode replaced."""
    return "".join(_printable(char) for char in tex.replace("\t", " ").replace("\r\n", "\n"))


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or not category.startswith(("C", "Z")):
        return char
    if category.startswith("Z"):
        return " "
    return "\ufffd" if category == "Cs" else ""
