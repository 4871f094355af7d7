"""What is left of a program without comments, layout and the choice of names: alike texts have the same one.

The text is parsed and never executed. Parsing a stranger's text can take long, or end the process that does it;
so this is asked only about texts that a confined process of the same Python has already compiled within its limits.
"""

import ast
import hashlib
import warnings
from collections.abc import Iterator

LONGEST = 64 << 10  # characters; longer texts are alike to nothing
# Where syntax nodes hold a name that a program gives to something, and that it may choose freely.
_GIVES = {
    ast.FunctionDef: "name",
    ast.AsyncFunctionDef: "name",
    ast.ClassDef: "name",
    ast.arg: "arg",
    ast.ExceptHandler: "name",
    ast.MatchAs: "name",
    ast.MatchStar: "name",
    ast.MatchMapping: "rest",
}
_USES = {**_GIVES, ast.Name: "id", ast.keyword: "arg"}
_SKIPPED = frozenset({"ctx", "type_comment", "kind", "type_ignores"})


def normal_form(source: str) -> str:
    """A short hash that two texts share when they differ in comments, docstrings, layout and the names they give.

    Empty for what cannot be read as Python or is too long. Never raises.
    """
    if len(source) > LONGEST:
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd escapes in somebody else's text
            tree = ast.parse(source)
        digest = hashlib.sha256()
        for word in _words(tree, _given(tree)):
            digest.update(word.encode("utf-8", "surrogatepass") + b"\0")
    except Exception:  # SyntaxError, ValueError for huge numbers, RecursionError, MemoryError
        return ""
    return digest.hexdigest()[:16]


def _given(tree: ast.Module) -> set[str]:
    """Every name that the program itself gives to something. `np.sum` and `len` are not among them."""
    given: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            given.add(node.id)
        elif isinstance(node, ast.alias):
            given.add(_bound(node))
        elif type(node) in _GIVES:
            given.add(getattr(node, _GIVES[type(node)]) or "")
    return given


def _words(tree: ast.Module, given: set[str]) -> Iterator[str]:
    """The tree in reading order, without recursion: however deep it is, this ends."""
    numbers: dict[str, str] = {}

    def renamed(name: str) -> str:
        return numbers.setdefault(name, f"name {len(numbers)}") if name in given else f"word {name}"

    left: list[object] = [tree]
    while left:
        item = left.pop()
        if isinstance(item, list):
            told = [one for one in item if not _is_docstring(one)]
            yield f"[{len(told)}"
            left += reversed(told)
        elif isinstance(item, ast.alias):
            yield f"import {item.name}"
            yield renamed(_bound(item))
        elif isinstance(item, ast.Global | ast.Nonlocal):
            yield type(item).__name__
            yield from map(renamed, item.names)
        elif isinstance(item, ast.AST):
            yield type(item).__name__
            chosen = _USES.get(type(item))
            for field in reversed(item._fields):
                if field == chosen:
                    name = getattr(item, field)
                    left.append(None if name is None else _Word(renamed(name)))
                elif field not in _SKIPPED:
                    left.append(getattr(item, field, None))
        elif isinstance(item, _Word):
            yield item.text
        else:
            yield repr(item)


class _Word:
    """A name on the list of what is still to be said, as it will be said."""

    def __init__(self, text: str) -> None:
        self.text = text


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def _is_docstring(node: object) -> bool:
    """A text that stands alone is a comment by another name."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
