"""How much air stands between two neighbours: TeXbook, chapter 18, with every space one column."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tui_tutor.mathtext.symbols import Kind
from tui_tutor.mathtext.tree import Fenced, Fraction, Node, Root, Scripts, Space, Symbol

_BEFORE_SIGN = (None, "bin", "op", "rel", "open", "punct", "sign")
_AFTER_SIGN = (None, "rel", "close", "punct")


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with the kinds that it shows to its neighbours and the spaces before it."""

    node: Node
    left: Kind
    right: Kind
    spaces: int


def spaced(items: Sequence[Node], tight: bool) -> list[Placed]:
    """The items without explicit spaces, each with the air before it. Scripts are `tight`: a+b, not a + b."""
    placed: list[Placed] = []
    explicit = 0
    for item in items:
        if isinstance(item, Space):
            explicit += item.columns
            continue
        left, right = edges(item)
        placed.append(Placed(item, left, right, explicit))
        explicit = 0
    _find_signs(placed)
    for index, (before, after) in enumerate(pairwise(placed), start=1):
        placed[index] = replace(after, spaces=max(after.spaces, air(before.right, after.left, tight)))
    return placed


def edges(node: Node) -> tuple[Kind, Kind]:
    """The kinds that a node shows on its left and on its right."""
    if isinstance(node, Symbol):
        return _symbol_edges(node)
    if isinstance(node, Scripts):
        return edges(node.base)
    if isinstance(node, Fenced):
        return "open", "close"
    if isinstance(node, Fraction | Root):
        return "inner", "inner"
    return "ord", "ord"


def _symbol_edges(symbol: Symbol) -> tuple[Kind, Kind]:
    if symbol.text == "/":
        return "ord", "sign"
    # ∑ stays apart from a parenthesis, log does not.
    big = symbol.kind == "op" and not symbol.text.isalpha()
    return symbol.kind, "inner" if big else symbol.kind


def air(before: Kind, after: Kind, tight: bool) -> int:
    """The columns between two kinds, 0 or 1."""
    if before == "sign":
        return int(after == "inner")
    if before == "open" or after in ("close", "punct"):
        return 0
    if after == "open":
        return int(before == "inner" or (not tight and before in ("bin", "rel", "punct")))
    if "bin" in (before, after) or "rel" in (before, after):
        return int(not tight and before != after)
    if before == "punct":
        return int(not tight)
    return int("op" in (before, after) or "inner" in (before, after) or _words(before, after))


def _words(before: Kind, after: Kind) -> bool:
    return "word" in (before, after) and before in ("word", "ord", "close") and after in ("word", "ord")


def _find_signs(placed: list[Placed]) -> None:
    """A binary operator that has nothing to bind on one side is a sign: -x, e^{-x}, 10^{+}."""
    for index, this in enumerate(placed):
        if this.right != "bin":
            continue
        before = placed[index - 1].right if index else None
        after = placed[index + 1].left if index + 1 < len(placed) else None
        if before in _BEFORE_SIGN:
            placed[index] = replace(this, left="ord", right="sign")
        elif after in _AFTER_SIGN:
            placed[index] = replace(this, left="ord", right="ord")
