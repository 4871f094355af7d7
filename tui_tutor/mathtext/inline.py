"""A tree on one line. What two dimensions said by position is said by parentheses."""

from tui_tutor.mathtext.boxes import line
from tui_tutor.mathtext.environments import CASES, MATRICES
from tui_tutor.mathtext.layout import accented
from tui_tutor.mathtext.precedence import (
    holds_scripts,
    is_derivative,
    is_factor,
    is_name,
    is_product,
    is_radicand,
)
from tui_tutor.mathtext.spacing import Placed, spaced
from tui_tutor.mathtext.symbols import subscript, superscript
from tui_tutor.mathtext.tree import (
    FACTORIAL,
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

_ADDITIVE = ("+", "−", "±", "∓")
_ACCENTS = {
    "widehat": "hat",
    "widetilde": "tilde",
    "overline": "bar",
    "widecheck": "check",
    "overrightarrow": "vec",
}
_ROOTS = {"3": "∛", "4": "∜"}


def one_line(node: Node, tight: bool = False) -> str:
    """The text of a node. `tight` is the spacing of scripts."""
    match node:
        case Symbol(text):
            return text
        case Space(columns):
            return " " * columns
        case Row(items):
            return _row(items, tight)
        case Fraction(top, bottom):
            return _fraction(top, bottom, tight)
        case Binomial(top, bottom):
            return f"binom({one_line(top)}, {one_line(bottom)})"
        case Scripts():
            return _scripts(node, tight)
        case Root(body, index):
            return _root(body, index, tight)
        case Accent(name, body):
            return _accent(name, body, tight)
        case Fenced(left, body, right):
            return f"{left}{one_line(body, tight)}{right}"
        case Grid(name, rows):
            return _grid(name, rows, tight)
        case Brace(body, label, _):
            return one_line(body) if label is None else f"[{one_line(body)}, called {one_line(label)}]"
        case Boxed(body):
            return one_line(body, tight)
        case Phantom():
            return ""


def _row(items: tuple[Node, ...], tight: bool) -> str:
    placed = spaced(items, tight)
    text = piece = ""
    for index, this in enumerate(placed):
        before = placed[index - 1] if index else None
        after = placed[index + 1] if index + 1 < len(placed) else None
        last, piece = piece, one_line(this.node, tight)
        if isinstance(this.node, Fraction) and (_binds(before, left=True) or _binds(after, left=False)):
            piece = f"({piece})"
        text += " " * _spaces(before, last, this, piece) + piece
    return text


def _binds(neighbour: Placed | None, left: bool) -> bool:
    """Whether a neighbour would take a bare a/b apart: a factor, a function, a division."""
    if neighbour is None:
        return False
    node = neighbour.node
    if isinstance(node, Symbol) and node.text in _ADDITIVE:
        return False
    if node == FACTORIAL:
        return True
    kind = neighbour.right if left else neighbour.left
    return kind not in ("rel", "punct", "open" if left else "close")


def _spaces(before: Placed | None, last: str, this: Placed, piece: str) -> int:
    """The air between `before`, set as `last`, and `this`, set as `piece`."""
    if before is None:
        return this.spaces
    if before.right == "sign" and this.left == "inner":
        return 0  # the air that keeps a minus apart from a fraction bar
    # ∇_W L: a script that stands on the line ends where the next letter would go on with it.
    on_the_line = isinstance(before.node, Scripts) and ("_" in last or "^" in last)
    return max(this.spaces, int(on_the_line and piece[:1].isalnum()))


def _fraction(top: Node, bottom: Node, tight: bool) -> str:
    above, below = one_line(top, tight), one_line(bottom, tight)
    derivative = is_derivative(top, bottom)
    return f"{_wrapped(above, is_product(top))}/{_wrapped(below, derivative or is_factor(bottom))}"


def _scripts(node: Scripts, tight: bool) -> str:
    text = _wrapped(one_line(node.base, tight), holds_scripts(node.base))
    if node.sub is not None:
        sub = one_line(node.sub, tight=True)
        lowered = subscript(sub)
        text += lowered if lowered is not None else "_" + _wrapped(sub, is_name(node.sub))
    if node.sup is not None:
        sup = one_line(node.sup, tight=True)
        # Behind ∑_(b=0) a small exponent would seem to belong to the parentheses.
        raised = superscript(sup) if not text.endswith(")") or node.sub is None else None
        text += raised if raised is not None else "^" + _wrapped(sup, is_name(node.sup))
    return text


def _root(body: Node, index: Node | None, tight: bool) -> str:
    text = one_line(body, tight)
    sign = "√"
    if index is not None:
        small = one_line(index, tight=True)
        sign = _ROOTS.get(small) or (superscript(small) or f"({small})") + "√"
    return sign + _wrapped(text, is_radicand(body))


def _accent(name: str, body: Node, tight: bool) -> str:
    text = one_line(body, tight)
    box = accented(name, line(text))
    return box.rows[0] if box.height == 1 else f"{_ACCENTS.get(name, name)}({text})"


def _grid(name: str, rows: tuple[tuple[Row, ...], ...], tight: bool) -> str:
    cells = [[one_line(cell, tight).strip() for cell in row] for row in rows]
    if name in CASES:
        return "{ " + "; ".join(map(_case, cells)) + " }"
    if name in MATRICES:
        left, right = MATRICES[name]
        return f"{left or '['}{'; '.join(', '.join(row) for row in cells)}{right or ']'}"
    return "; ".join(_pairs(name, row) for row in cells if any(row))


def _pairs(name: str, cells: list[str]) -> str:
    """The two sides of a relation go together; where there are several, a comma parts them."""
    size = len(cells) if name == "eqnarray" else 2
    pairs = (" ".join(filter(None, cells[at : at + size])) for at in range(0, len(cells), size))
    return ", ".join(filter(None, pairs))


def _case(cells: list[str]) -> str:
    value, condition = cells[0], " ".join(cells[1:])
    if not condition:
        return value
    says_so = condition.split()[0].isalpha() and len(condition.split()[0]) > 1
    return f"{value} {condition}" if says_so else f"{value} if {condition}"


def _wrapped(text: str, clear: bool) -> str:
    return text if clear else f"({text})"
