"""One node of a Python text replaced by another, written as a person would have typed it."""

import ast
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

Node = ast.expr | ast.stmt
Span = tuple[int, int]


@dataclass(frozen=True)
class Change:
    """`old`, a node of a tree, becomes `new`.

    `pattern` is how `new` is written, with `{}` for each of `parts`, nodes that stand in the text already. `kind` names
    the idea behind the change.
    """

    kind: str
    old: Node
    new: Node
    pattern: str
    parts: tuple[ast.expr, ...] = ()


def spliced(source: str, tree: ast.Module, change: Change) -> str | None:
    """The source with the change made; None where that would take more than one line.

    `tree` is the source's own. Everything else stays as it is written, and there are as few parentheses as the meaning
    allows: a pair that a factor left behind would tell where it was.
    """
    if change.old.lineno != change.old.end_lineno:
        return None
    data, wanted = source.encode(), _changed_dump(tree, change)
    parts = [_segment(data, part) for part in change.parts]
    for written in _fewest_parentheses_first(change.pattern, parts):
        for start, end in _without_parentheses_around(data, _span(data, change.old)):
            text = (data[:start] + written + data[end:]).decode()
            if meaning(text) == wanted:
                return text
    return None


def meaning(text: str) -> str | None:
    """What a text says to Python, however it is laid out; None when it is not Python."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return None


def _changed_dump(tree: ast.Module, change: Change) -> str:
    """The dump of the tree with the change made; the tree is as it was afterwards."""
    put = _place_of(tree, change.old)
    put(change.new)
    try:
        return ast.dump(tree)
    finally:
        put(change.old)


def _place_of(tree: ast.Module, wanted: Node) -> Callable[[Node], None]:
    """What puts another node where `wanted` is."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is wanted:
                return partial(setattr, parent, field)
            if isinstance(value, list) and any(one is wanted for one in value):
                at = next(at for at, one in enumerate(value) if one is wanted)
                return partial(value.__setitem__, at)
    raise ValueError("the node is not of this tree")


def _span(data: bytes, node: Node) -> Span:
    """First and last offset of a node of one line."""
    before = sum(len(line) + 1 for line in data.split(b"\n")[: node.lineno - 1])
    assert node.end_col_offset is not None
    return before + node.col_offset, before + node.end_col_offset


def _segment(data: bytes, node: ast.expr) -> bytes:
    start, end = _span(data, node)
    return data[start:end]


def _fewest_parentheses_first(pattern: str, parts: list[bytes]) -> Iterator[bytes]:
    """The pattern filled, with every choice of parentheses around its parts and around the whole."""
    choices = sorted(itertools.product((False, True), repeat=len(parts) + 1), key=sum)
    for whole, *inside in choices:
        filled = pattern.encode()
        for part, wrapped in zip(parts, inside, strict=True):
            filled = filled.replace(b"{}", b"(" + part + b")" if wrapped else part, 1)
        yield b"(" + filled + b")" if whole else filled


def _without_parentheses_around(data: bytes, span: Span) -> Iterator[Span]:
    """The span, widened by every pair of parentheses around it, the widest first."""
    spans = [span]
    start, end = span
    while data[start - 1 : start] == b"(" and data[end : end + 1] == b")":
        start, end = start - 1, end + 1
        spans.append((start, end))
    yield from reversed(spans)
