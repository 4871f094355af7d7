"""A tree as a box of text in two dimensions."""

import unicodedata
from dataclasses import replace
from itertools import zip_longest

from tui_tutor.mathtext.boxes import Align, Box, beside, blank, column, line, padded, stacked
from tui_tutor.mathtext.delimiters import fenced
from tui_tutor.mathtext.environments import ALIGNED, CASES, GATHERED, MATRICES
from tui_tutor.mathtext.precedence import holds_scripts, is_radicand
from tui_tutor.mathtext.spacing import spaced
from tui_tutor.mathtext.symbols import ACCENTS, subscript, superscript
from tui_tutor.mathtext.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Node,
    Phantom,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
)

_WIDE_MARKS = {
    "hat": "^",
    "widehat": "^",
    "tilde": "~",
    "widetilde": "~",
    "vec": "→",
    "overrightarrow": "→",
    "overleftarrow": "←",
    "overleftrightarrow": "↔",
    "check": "ˇ",
    "widecheck": "ˇ",
    "dddot": "...",
    "dot": ".",
    "ddot": "..",
}


def layout(node: Node, tight: bool = False) -> Box:
    """The box of a node. `tight` is the spacing of scripts."""
    match node:
        case Symbol(text):
            return line(text)
        case Space(columns):
            return blank(columns)
        case Row(items):
            return _row(items, tight)
        case Fraction(top, bottom):
            return _fraction(layout(top, tight), layout(bottom, tight))
        case Binomial(top, bottom):
            return fenced("(", stacked((layout(top), line(""), layout(bottom)), 1), ")")
        case Scripts():
            return _scripts(node, tight)
        case Root(body, index):
            return _root(layout(body, tight), index, clear=is_radicand(body))
        case Accent(name, body):
            return accented(name, layout(body, tight))
        case Fenced(left, body, right):
            return fenced(left, layout(body, tight), right)
        case Grid(name, rows):
            return _grid(name, rows, tight)
        case Brace(body, label, over):
            return _brace(layout(body, tight), label, over)
        case Boxed(body):
            return _frame(layout(body, tight))
        case Phantom(body):
            return _emptied(layout(body, tight))


def _row(items: tuple[Node, ...], tight: bool) -> Box:
    parts: list[Box] = []
    for placed in spaced(items, tight):
        if placed.spaces:
            parts.append(blank(placed.spaces))
        parts.append(layout(placed.node, tight))
    return beside(*parts)


def _fraction(top: Box, bottom: Box) -> Box:
    # The bar is longer than both, so that a fraction inside a fraction cannot be taken for its parent.
    columns = max(top.width, bottom.width) + 2
    return stacked((padded(top, columns), line("─" * columns), padded(bottom, columns)), 1)


def _scripts(node: Scripts, tight: bool) -> Box:
    base = layout(node.base, tight)
    sub = None if node.sub is None else layout(node.sub, tight=True)
    sup = None if node.sup is None else layout(node.sup, tight=True)
    if node.limits:
        parts = [part for part in (sup, base, sub) if part is not None]
        return stacked(parts, parts.index(base) if sup is None else 1)
    if not holds_scripts(node.base):
        base = fenced("(", base, ")")
    return replace(beside(base, _beside_base(base, sub, sup)), tall=base.tall)


def _beside_base(base: Box, sub: Box | None, sup: Box | None) -> Box:
    """Right of a base: small characters in its first and last row, other scripts above and below it."""
    raised = None if sup is None or sup.height > 1 else superscript(sup.rows[0])
    lowered = None if sub is None or sub.height > 1 else subscript(sub.rows[0])
    beside_it = [""] * base.height
    beside_it[-1] += lowered or ""
    beside_it[0] += raised or ""
    columns = max(map(len, beside_it))
    middle = Box(tuple(text.ljust(columns) for text in beside_it), columns, base.baseline)
    parts = [middle]
    if sup is not None and raised is None:
        parts.insert(0, sup)
    if sub is not None and lowered is None:
        parts.append(sub)
    return stacked(parts, parts.index(middle), "left")


def _root(body: Box, index: Node | None, clear: bool) -> Box:
    """`clear`: the sign reaches exactly over the body without parentheses."""
    before = blank(0)
    if index is not None:
        box = layout(index, tight=True)
        small = superscript(box.rows[0]) if box.height == 1 else None
        before = line(small) if small is not None else stacked((box, line("")), 1)
    if not body.tall:
        return beside(before, line("√"), body if clear else fenced("(", body, ")"))
    hook = column([" ┌", *[" │"] * (body.height - 1), "╲│"], body.baseline + 1)
    covered = stacked((line("─" * (body.width + 2)), padded(body, body.width + 2)), 1)
    return beside(before, hook, covered)


def accented(name: str, body: Box) -> Box:
    """A mark over one character is part of it; over more, or under it, it stands in a row of its own."""
    if body.height == 1 and body.width == 1:
        return line(unicodedata.normalize("NFC", body.rows[0] + ACCENTS[name]))
    if name == "underline":
        return replace(stacked((body, line("‾" * body.width)), 0), tall=body.tall)
    mark = _WIDE_MARKS.get(name, "_" * body.width)
    return replace(stacked((line(mark), body), 1), tall=body.tall)


def _grid(name: str, rows: tuple[tuple[Row, ...], ...], tight: bool) -> Box:
    boxes = [[layout(cell, tight) for cell in row] for row in rows]
    columns = [max(box.width for box in column) for column in zip_longest(*boxes, fillvalue=blank(0))]
    lines: list[Box] = []
    for row in boxes:
        cells = [padded(box, columns[index], _side(name, index)) for index, box in enumerate(row)]
        parts = [part for index, cell in enumerate(cells) for part in (blank(_gap(name, index)), cell)]
        lines.append(beside(*parts))
    centred = name == "substack" or name in GATHERED
    # A brace has its point in a row between two cases.
    body = _rows_apart(lines, "centre" if centred else "left", air=len(lines) == 2 and name.endswith("cases"))
    if name in CASES:
        left_brace = "r" not in name
        body = beside(blank(1), body) if left_brace else beside(body, blank(1))
        return fenced("{" if left_brace else "", body, "" if left_brace else "}")
    left, right = MATRICES.get(name, ("", ""))
    return fenced(left, body, right)


def _gap(name: str, index: int) -> int:
    """The columns before a cell. Aligned cells come in pairs, the two sides of one relation."""
    if not index:
        return 0
    if name in ALIGNED:
        return 0 if index % 2 or name == "eqnarray" else 3
    return 2


def _side(name: str, index: int) -> Align:
    if name == "eqnarray":
        return ("right", "centre", "left")[min(index, 2)]
    if name in ALIGNED:
        return "left" if index % 2 else "right"
    return "left" if name in CASES else "centre"


def _rows_apart(lines: list[Box], align: Align, air: bool) -> Box:
    """Lines under each other, an empty row beside each tall one; `air`: between two short ones as well."""
    parts: list[Box] = []
    for index, box in enumerate(lines):
        if index and (air or box.height > 1 or lines[index - 1].height > 1):
            parts.append(line(""))
        parts.append(box)
    body = stacked(parts, 0, align)
    return replace(body, baseline=(body.height - 1) // 2)


def _brace(body: Box, label: Node | None, over: bool) -> Box:
    columns = max(body.width, 3)
    ends, tick = ("╭╮", "┴") if over else ("╰╯", "┬")
    half = (columns - 2) // 2
    brace = line(ends[0] + "─" * half + tick + "─" * (columns - 3 - half) + ends[1])
    parts = [body, brace] + ([] if label is None else [layout(label)])
    return stacked(reversed(parts), len(parts) - 1) if over else stacked(parts, 0)


def _emptied(body: Box) -> Box:
    return replace(body, rows=(" " * body.width,) * body.height)


def _frame(body: Box) -> Box:
    bar = "─" * (body.width + 2)
    rows = [f"┌{bar}┐", *(f"│ {row} │" for row in body.rows), f"└{bar}┘"]
    return column(rows, body.baseline + 1)
