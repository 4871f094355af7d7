"""What the commands with arguments make of them: fractions, roots, accents, environments."""

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui_tutor.mathtext.environments import environment
from tui_tutor.mathtext.symbols import Kind, styled
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
    Phantom,
    Root,
    Row,
    Scripts,
    Space,
    Symbol,
)

if TYPE_CHECKING:
    from tui_tutor.mathtext.parse import Parser

Construct = Callable[["Parser"], Node]


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


def _arrow(char: str) -> Construct:
    def arrow(parser: "Parser") -> Node:
        under = parser.option()
        return Scripts(Symbol(char, "rel"), under, parser.argument(), limits=True)

    return arrow


def _between(left: str, right: str) -> Construct:
    """A body that the command itself puts between delimiters: the norm, a set."""
    return lambda parser: Fenced(left, _row(parser.argument()), right)


def _of_kind(kind: Kind) -> Construct:
    """What TeX is told to space as a relation, an operator, ...: characters as one symbol."""

    def of_kind(parser: "Parser") -> Node:
        body = parser.argument()
        items = body.items if isinstance(body, Row) else (body,)
        if not all(isinstance(item, Symbol) for item in items):
            return body
        return Symbol("".join(item.text for item in items if isinstance(item, Symbol)), kind, kind == "op")

    return of_kind


def _derivative(d: str) -> Construct:
    def derivative(parser: "Parser") -> Node:
        return Fraction(_row(Symbol(d), parser.argument()), _row(Symbol(d), parser.argument()))

    return derivative


def _modulo(parser: "Parser") -> Node:
    return Row((Space(1), Fenced("(", _row(Symbol("mod", "word"), Space(1), parser.argument()), ")")))


def _space(parser: "Parser") -> Node:
    """\\hspace{1em} and \\kern3mu: a column for each half an em, at least one for anything positive."""
    columns = parser.length()
    return Space(columns) if columns > 0 else EMPTY


def _second(parser: "Parser") -> Node:
    """Of a colour, or of a length, and what it applies to: that."""
    parser.raw()
    return parser.argument()


def _forgotten(parser: "Parser") -> Node:
    parser.raw()
    return EMPTY


def _as_it_is(parser: "Parser") -> Node:
    return parser.argument()


def _dropped(parser: "Parser") -> Node:
    parser.argument()
    return EMPTY


def _tag(parser: "Parser") -> Node:
    bare = parser.peek() == "*"
    if bare:
        parser.take()
    label = parser.raw()
    return Row((Space(3), Symbol(label if bare else f"({label})", "word")))


def _row(*items: Node) -> Row:
    return items[0] if len(items) == 1 and isinstance(items[0], Row) else Row(items)


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


# Infix commands take everything before them in their group, and everything after.
INFIX: dict[str, Callable[[Node, Node], Node]] = {
    "\\over": Fraction,
    "\\choose": Binomial,
    "\\atop": lambda above, below: Grid("substack", ((_row(above),), (_row(below),))),
    "\\bf": lambda before, after: _row(before, restyled(after, "BOLD")),
    "\\cal": lambda before, after: _row(before, restyled(after, "SCRIPT")),
}

CONSTRUCTS: dict[str, Construct] = {
    "frac": _fraction,
    "dfrac": _fraction,
    "tfrac": _fraction,
    "cfrac": _fraction,
    "binom": _binomial,
    "dbinom": _binomial,
    "tbinom": _binomial,
    "sqrt": _root,
    "left": _left,
    "begin": environment,
    "overset": _over,
    "stackrel": _over,
    "underset": _under,
    "xrightarrow": _arrow("⟶"),
    "xleftarrow": _arrow("⟵"),
    "xRightarrow": _arrow("⟹"),
    "xmapsto": _arrow("⟼"),
    "xleftrightarrow": _arrow("⟷"),
    "not": _not,
    "substack": _substack,
    "underbrace": lambda parser: Brace(parser.argument(), None, over=False),
    "overbrace": lambda parser: Brace(parser.argument(), None, over=True),
    "underbracket": lambda parser: Brace(parser.argument(), None, over=False),
    "overbracket": lambda parser: Brace(parser.argument(), None, over=True),
    "boxed": lambda parser: Boxed(parser.argument()),
    "fbox": lambda parser: Boxed(word(parser.raw())),
    "abs": _between("|", "|"),
    "norm": _between("‖", "‖"),
    "set": _between("{", "}"),
    "bra": _between("⟨", "|"),
    "ket": _between("|", "⟩"),
    "braket": _between("⟨", "⟩"),
    "dv": _derivative("d"),
    "pdv": _derivative("∂"),
    "mathop": _of_kind("op"),
    "mathbin": _of_kind("bin"),
    "mathrel": _of_kind("rel"),
    "mathord": _of_kind("ord"),
    "mathinner": _of_kind("ord"),
    "mathpunct": _of_kind("punct"),
    "mathopen": _of_kind("open"),
    "mathclose": _of_kind("close"),
    "pmod": _modulo,
    "mod": lambda parser: Row((Space(1), Symbol("mod", "word"), Space(1), parser.argument())),
    **dict.fromkeys(("hspace", "kern", "mkern", "hskip", "mskip"), _space),
    "phantom": lambda parser: Phantom(parser.argument()),
    "hphantom": lambda parser: Phantom(parser.argument()),
    "vphantom": _dropped,
    **dict.fromkeys(("smash", "llap", "rlap", "mathclap", "mathllap", "mathrlap"), _as_it_is),
    "color": _forgotten,
    "label": _forgotten,
    "textcolor": _second,
    "colorbox": _second,
    "tag": _tag,
}
