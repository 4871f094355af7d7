"""Where parentheses are needed so that a formula keeps its meaning when it loses its second dimension."""

from tui_tutor.mathtext.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Fenced,
    Grid,
    Node,
    Root,
    Row,
    Scripts,
    Symbol,
)

_DIFFERENTIALS = ("∂", "d")


def holds_scripts(node: Node) -> bool:
    """Whether an exponent beside the node can only belong to the whole of it: x², not √x²."""
    if isinstance(node, Row):
        return not node.items or (len(node.items) == 1 and holds_scripts(node.items[0]))
    if isinstance(node, Scripts):
        return node.sup is None
    return isinstance(node, Symbol | Accent | Fenced | Binomial | Grid | Brace | Boxed)


def is_radicand(node: Node) -> bool:
    """Whether a root sign reaches over exactly this node without parentheses: √d, √v̂ₜ."""
    if isinstance(node, Scripts):
        return node.sup is None and isinstance(node.base, Symbol | Accent) and is_name(node.sub or node.base)
    return is_name(node) and not isinstance(node, Row)


def is_name(node: Node) -> bool:
    """One symbol, number or word, or what has its own parentheses: it may follow ^ or _ as it is."""
    if isinstance(node, Fenced):
        return bool(node.left and node.right)
    if isinstance(node, Row):
        return all(
            isinstance(item, Symbol) and item.kind == "ord" and item.text.isalpha() for item in node.items
        )
    return isinstance(node, Symbol) and node.kind in ("ord", "word") and node.text != "/"


def is_factor(node: Node) -> bool:
    """Whether the node can stand behind a / as it is: 1/n, 1/∂W, 1/max(a, b)."""
    if isinstance(node, Row):
        return _is_factor_row(node.items)
    if isinstance(node, Symbol):
        return node.kind in ("ord", "word") and node.text not in ("/", "|", "‖")
    if isinstance(node, Scripts):
        return not node.limits and is_factor(node.base)
    if isinstance(node, Accent | Root):
        return True
    return isinstance(node, Fenced | Grid | Binomial)


def _is_factor_row(items: tuple[Node, ...]) -> bool:
    if len(items) == 1:
        return is_factor(items[0])
    if len(items) != 2:
        return False
    first, second = items
    if _is_name_of_function(first):
        return isinstance(second, Fenced)
    return head(first) == "∂" and is_factor(second)


def _is_name_of_function(node: Node) -> bool:
    base = node.base if isinstance(node, Scripts) else node
    return isinstance(base, Symbol) and base.kind in ("op", "word")


def is_product(node: Node) -> bool:
    """Whether the node can stand before a / as it is: ab/c is (ab)/c."""
    if isinstance(node, Row):
        return is_factor(node) or (bool(node.items) and all(map(is_factor, node.items)))
    return is_factor(node)


def is_derivative(top: Node, bottom: Node) -> bool:
    """Whether a fraction is df/dx, where the d needs no parentheses to keep its x."""
    items = bottom.items if isinstance(bottom, Row) else ()
    return head(top) == "d" and head(bottom) == "d" and len(items) == 2 and is_factor(items[1])


def head(node: Node) -> str:
    """The first character of a node, when it is the d of a derivative."""
    if isinstance(node, Row):
        return head(node.items[0]) if node.items else ""
    if isinstance(node, Scripts):
        return head(node.base)
    return node.text if isinstance(node, Symbol) and node.text in _DIFFERENTIALS else ""
