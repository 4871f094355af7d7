"""What the commands with arguments make of them: fractions, roots, accents, environments."""

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_tutor.mathtext.symbols import styled
from tui_tutor.mathtext.tokens import TexError
from tui_tutor.mathtext.tree import (
    EMPTY,
    Accent,
    Binomial,
    Boxed,
    Brace,
    Fenced,
    Fraction,
    Grid,
    Node,
    Root,
    Row,
    Scripts,
    Symbol,
)

if TYPE_CHECKING:
    from tui_tutor.mathtext.parse import Parser

MATRICES = {
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "array": ("", ""),
}
ALIGNED = frozenset(
    ("align", "align*", "aligned", "split", "gather", "gather*", "gathered", "equation", "equation*")
)


def word(text: str) -> Symbol:
    """Upright text: a word when it is one, so that it stays apart from the letters beside it."""
    return Symbol(text, "word" if len(text) > 1 and text[0].isalnum() and text[-1].isalnum() else "ord")


def accent(name: str, body: Node) -> Node:
    """A hat over x_i is a hat over x, as it is read; a bar over x^2 is not the square of a bar."""
    if isinstance(body, Scripts) and isinstance(body.base, Symbol) and body.sup is None:
        return Scripts(Accent(name, body.base), body.sub, None, body.limits)
    return Accent(name, body)


def restyled(node: Node, style: str) -> Node:
    """The node with its letters in another mathematical alphabet; scripts keep theirs."""
    if isinstance(node, Symbol):
        return Symbol("".join(styled(char, style) for char in node.text), node.kind, node.limits)
    if isinstance(node, Row):
        return Row(tuple(restyled(item, style) for item in node.items))
    if isinstance(node, Scripts):
        return Scripts(restyled(node.base, style), node.sub, node.sup, node.limits)
    if isinstance(node, Accent):
        return Accent(node.name, restyled(node.body, style))
    return node


def _fraction(parser: "Parser") -> Node:
    return Fraction(parser.argument(), parser.argument())


def _binomial(parser: "Parser") -> Node:
    return Binomial(parser.argument(), parser.argument())


def _root(parser: "Parser") -> Node:
    index = parser.option()
    return Root(parser.argument(), index)


def _left(parser: "Parser") -> Node:
    left = parser.delimiter()
    body = parser.row(until=("\\right",))
    parser.expect("\\right")
    return Fenced(left, body, parser.delimiter())


def _over(parser: "Parser") -> Node:
    label, base = parser.argument(), parser.argument()
    return Scripts(base, None, label, limits=True)


def _under(parser: "Parser") -> Node:
    label, base = parser.argument(), parser.argument()
    return Scripts(base, label, None, limits=True)


def _arrow(parser: "Parser") -> Node:
    return Scripts(Symbol("⟶", "rel"), None, parser.argument(), limits=True)


def _not(parser: "Parser") -> Node:
    negated = parser.argument()
    if not isinstance(negated, Symbol) or len(negated.text) != 1:
        raise TexError("\\not before something that it cannot cross out")
    return Symbol(unicodedata.normalize("NFC", negated.text + "\u0338"), negated.kind)


def _substack(parser: "Parser") -> Node:
    parser.expect("{")
    rows = parser.cells("}")
    parser.expect("}")
    return Grid("substack", rows)


def _environment(parser: "Parser") -> Node:
    name = parser.raw()
    if name == "array":
        parser.raw()
    rows = parser.cells("\\end")
    parser.expect("\\end")
    if parser.raw() != name:
        raise TexError(f"\\begin{{{name}}} ends as something else")
    if name not in MATRICES and name not in ALIGNED and name not in ("cases", "rcases"):
        parser.unknown.add(f"\\begin{{{name}}}")
    return Grid(name, tuple(map(_continued, rows)) if name in ALIGNED else rows)


def _continued(cells: tuple[Row, ...]) -> tuple[Row, ...]:
    """In z &= XW the second cell goes on with the first: its = is a relation with something on its left."""
    return tuple(Row((EMPTY, *cell.items)) if index % 2 else cell for index, cell in enumerate(cells))


CONSTRUCTS: dict[str, Callable[["Parser"], Node]] = {
    "frac": _fraction,
    "dfrac": _fraction,
    "tfrac": _fraction,
    "cfrac": _fraction,
    "binom": _binomial,
    "sqrt": _root,
    "left": _left,
    "begin": _environment,
    "overset": _over,
    "stackrel": _over,
    "underset": _under,
    "xrightarrow": _arrow,
    "not": _not,
    "substack": _substack,
    "underbrace": lambda parser: Brace(parser.argument(), None, over=False),
    "overbrace": lambda parser: Brace(parser.argument(), None, over=True),
    "boxed": lambda parser: Boxed(parser.argument()),
}
