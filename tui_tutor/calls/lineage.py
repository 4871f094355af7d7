"""Which returned arrays are made from which, read from a solution's text: whom a wrong one may be blamed for."""

import ast
from collections.abc import Iterable

Uses = dict[str, frozenset[str]]


def lineage(source: str, function: str) -> Uses:
    """For every key of the dict that `function` returns, the other keys whose arrays it is computed from.

    A key counts as used where its value is a variable, and that variable enters, over any number of lines, the
    value of another key. Empty when the function does not end by returning a dict with its keys written out.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return _of(node)
    return {}


def _of(function: ast.FunctionDef) -> Uses:
    returned = function.body[-1]
    if not (isinstance(returned, ast.Return) and isinstance(returned.value, ast.Dict)):
        return {}
    known: Uses = {}
    for statement in function.body:
        _follow(statement, known)
    values = {
        key.value: value
        for key, value in zip(returned.value.keys, returned.value.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    keys = {value.id: key for key, value in values.items() if isinstance(value, ast.Name)}
    return {
        key: frozenset(keys[name] for name in _used([value], known) if name in keys) - {key}
        for key, value in values.items()
    }


def _follow(statement: ast.stmt, known: Uses) -> None:
    """What every assigned variable is made from; a statement that holds others counts as all of its parts."""
    used = _used([statement], known)
    for node in ast.walk(statement):
        name = _stored(node)
        if name is not None:
            known[name] = known.get(name, frozenset()) | used | {name}


def _stored(node: ast.AST) -> str | None:
    """The variable that a node assigns: as a whole, or a part of it, as in `dK[i, j] = ...`."""
    if not isinstance(getattr(node, "ctx", None), ast.Store):
        return None
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _used(nodes: Iterable[ast.AST], known: Uses) -> frozenset[str]:
    names = {
        node.id
        for root in nodes
        for node in ast.walk(root)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return frozenset(names).union(*(known.get(name, frozenset()) for name in names))
