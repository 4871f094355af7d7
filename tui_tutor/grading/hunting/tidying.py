"""A planted text must not give itself away: no comment that lies, no line that nothing needs any more."""

import ast
import io
import tokenize
from collections.abc import Iterator

_GONE = "\0"  # marks a line; no source has it


def without_comments(source: str) -> str:
    """The source without comments and docstrings: what they say may no longer be true."""
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column].rstrip() or _GONE
    for first, last in _docstrings(ast.parse(source)):
        lines[first - 1 : last] = [_GONE] * (last - first + 1)
    return _joined(lines)


def without_leftovers(source: str) -> str:
    """The source without assignments that nothing needs: the size that a missing division no longer reads."""
    while True:
        tree = ast.parse(source)
        read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and _is_read(node)}
        idle = next((one for one in _assignments(tree) if _is_idle(one, read)), None)
        if idle is None:
            return source
        lines = source.splitlines()
        last = idle.end_lineno or idle.lineno
        lines[idle.lineno - 1 : last] = [_GONE] * (last - idle.lineno + 1)
        source = _joined(lines)


def idle_imports(source: str) -> set[str]:
    """The names that are imported and not used: what a change leaves idle tells that something is missing."""
    tree = ast.parse(source)
    read = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    bound = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return bound - read


def _joined(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line != _GONE) + "\n"


def _docstrings(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """First and last line of every docstring that leaves something behind it."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(body=[ast.Expr(value=ast.Constant(value=str()) as text), _, *_]):
                yield text.lineno, text.end_lineno or text.lineno


def _is_read(node: ast.Name) -> bool:
    return not isinstance(node.ctx, ast.Store)


def _assignments(tree: ast.Module) -> Iterator[ast.Assign]:
    """Assignments to plain names inside functions, as long as something else stands beside them."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module) or not isinstance(body, list) or len(body) < 2:
            continue
        yield from (one for one in body if isinstance(one, ast.Assign) and _targets(one))


def _is_idle(node: ast.Assign, read: set[str]) -> bool:
    """Nothing reads what it makes, or it makes what is there already: x = x."""
    targets = _targets(node)
    return not read & set(targets) or (isinstance(node.value, ast.Name) and targets == [node.value.id])


def _targets(node: ast.Assign) -> list[str]:
    """The names that an assignment makes; none when it writes into something."""
    target, *others = node.targets
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    if others or not all(isinstance(part, ast.Name) for part in parts):
        return []
    return [part.id for part in parts if isinstance(part, ast.Name)]
