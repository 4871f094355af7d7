"""What is left of a program without comments, layout and the choice of names: alike texts have the same one.

The text is parsed and never executed. Parsing a stranger's text can take long, or end the process that does it;
so this is asked only about texts that a confined process of the same Python has already compiled within its limits.
"""

import ast
import hashlib

from tui_tutor.course.trees import syntax_tree

LONGEST = 64 << 10  # characters; longer texts are alike to nothing
# Where syntax nodes hold a name that a program gives to something and may choose freely; `keyword` uses one.
_NAMED = {
    ast.FunctionDef: "name",
    ast.AsyncFunctionDef: "name",
    ast.ClassDef: "name",
    ast.arg: "arg",
    ast.ExceptHandler: "name",
    ast.MatchAs: "name",
    ast.MatchStar: "name",
    ast.MatchMapping: "rest",
    ast.keyword: "arg",
}
_SKIPPED = frozenset({"ctx", "type_comment", "kind", "type_ignores"})


def normal_form(source: str) -> str:
    """A short hash that two texts share when they differ in comments, docstrings, layout and the names they give.

    Empty for what cannot be read as Python or is too long. Never raises.
    """
    if len(source) > LONGEST:
        return ""
    try:
        words = "\0".join(_words(syntax_tree(source))).encode("utf-8", "surrogatepass")
    except Exception:  # SyntaxError, ValueError for huge numbers, RecursionError, MemoryError
        return ""
    return hashlib.sha256(words).hexdigest()[:16]


def _words(tree: ast.Module) -> list[str]:
    """The tree in reading order, without recursion: however deep it is, this ends.

    Names that the program itself gives to something are numbered as they come; `np.sum` and `len` are not among them.
    """
    words: list[str] = []
    names: list[int] = []  # where among the words a name stands
    given: set[str] = set()

    def name(text: str, *, is_given: bool) -> None:
        names.append(len(words))
        words.append(text)
        if is_given:
            given.add(text)

    left: list[object] = [tree]
    while left:
        item = left.pop()
        kind = type(item)
        if isinstance(item, list):
            told = [one for one in item if not _is_docstring(one)]
            words.append(f"[{len(told)}")
            left += reversed(told)
        elif isinstance(item, ast.Name):
            words.append("Name")
            name(item.id, is_given=type(item.ctx) is not ast.Load)
        elif isinstance(item, ast.alias):
            words.append(f"import {item.name}")
            name(item.asname or item.name.partition(".")[0], is_given=True)
        elif isinstance(item, ast.Global | ast.Nonlocal):
            words.append(kind.__name__)
            for one in item.names:
                name(one, is_given=False)
        elif isinstance(item, ast.AST):
            words.append(kind.__name__)
            named = _NAMED.get(kind)
            for field in _FIELDS[kind]:
                if field != named:
                    left.append(getattr(item, field, None))
            if named is not None and getattr(item, named) is not None:
                name(getattr(item, named), is_given=kind is not ast.keyword)
        else:
            words.append(repr(item))
    numbers: dict[str, str] = {}
    for place in names:
        text = words[place]
        words[place] = numbers.setdefault(text, f"name {len(numbers)}") if text in given else f"word {text}"
    return words


class _Fields(dict[type, tuple[str, ...]]):
    """What is to be said of each kind of node, the last field first."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
        self[kind] = tuple(field for field in reversed(fields) if field not in _SKIPPED)
        return self[kind]


_FIELDS = _Fields()


def _is_docstring(node: object) -> bool:
    """A text that stands alone is a comment by another name."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
