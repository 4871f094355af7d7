"""General mistakes: small changes of a function that people make when they write a gradient by hand.

Each rule looks at one node of the syntax tree and offers what could have been written instead. Nothing is executed;
whether a change is wrong at all is for the judge to say.
"""

import ast
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from tui_tutor.grading.hunting.splicing import Change

_REDUCTIONS = {"sum": "mean", "mean": "sum"}
_LEFT_OUT = frozenset({"sqrt", "sign", "exp", "log", "tanh", "abs", "square", "sigmoid", "relu"})
_TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], str]] = {
    ast.Gt: (ast.Lt, "<"),
    ast.Lt: (ast.Gt, ">"),
    ast.GtE: (ast.LtE, "<="),
    ast.LtE: (ast.GtE, ">="),
}
_LETTERS = re.compile(r"[A-Za-z]+")


class _Seen(Struct, frozen=True):
    """A node, and whether it counts places: an index, a slice, the end of a range."""

    node: ast.AST
    counts: bool


_Rule = Callable[[_Seen], Iterator[Change]]


def changes(function: ast.FunctionDef) -> Iterator[Change]:
    """Every general mistake that can be made in the body of a function, in a fixed order."""
    for statement in function.body:
        for seen in _nodes(statement, False):
            for rule in _RULES:
                yield from rule(seen)
    yield from _neighbours(function)


def _nodes(node: ast.AST, counts: bool) -> Iterator[_Seen]:
    yield _Seen(node, counts)
    is_range = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"
    for child in ast.iter_child_nodes(node):
        is_index = isinstance(node, ast.Subscript) and child is node.slice
        yield from _nodes(child, counts or is_range or is_index)


def _transposes(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case ast.Attribute(value=array, attr="T") as node:
            yield Change("transpose", node, array, "{}", (array,))


def _signs(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case ast.UnaryOp(op=ast.USub(), operand=operand) as node if not isinstance(operand, ast.Constant):
            yield Change("sign", node, operand, "{}", (operand,))
        case ast.BinOp(left=left, op=ast.Sub(), right=right) as node if not seen.counts:
            yield Change("sign", node, ast.BinOp(right, ast.Sub(), left), "{} - {}", (right, left))
        case ast.BinOp(left=left, op=ast.Add(), right=right) as node if not seen.counts:
            yield Change("sign", node, ast.BinOp(left, ast.Sub(), right), "{} - {}", (left, right))


def _factors(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case ast.BinOp(left=left, op=ast.Mult(), right=right) as node:
            yield from _alone(_factor(right), node, left)
            yield from _alone(_factor(left), node, right)
        case ast.BinOp(left=left, op=ast.Div()) as node:
            yield from _alone("division", node, left)


def _factor(left_out: ast.expr) -> str:
    masks = isinstance(left_out, ast.Compare) or (isinstance(left_out, ast.Name) and left_out.id == "mask")
    return "mask" if masks else "factor"


def _terms(seen: _Seen) -> Iterator[Change]:
    """The last term left out; where places are counted, that is one place too far or too near."""
    match seen.node:
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub()) as node:
            yield from _alone("place" if seen.counts else "term", node, left)
        case ast.AugAssign(target=target, op=ast.Add(), value=value) as statement:
            written = ast.Assign([target], value)
            yield Change("overwritten", statement, written, "{} = {}", (target, value))


def _alone(kind: str, node: ast.expr, rest: ast.expr) -> Iterator[Change]:
    """Only `rest` is left, unless a bare number or a bare mask would tell that something is missing."""
    if not isinstance(rest, ast.Constant | ast.Compare):
        yield Change(kind, node, rest, "{}", (rest,))


def _powers(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case ast.BinOp(left=base, op=ast.Pow()) as node:
            yield Change("power", node, base, "{}", (base,))


def _reductions(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case ast.Call(func=ast.Attribute(value=owner, attr=name) as called) if name in _REDUCTIONS:
            other = _REDUCTIONS[name]
            new = ast.Attribute(owner, other, ast.Load())
            yield Change("sum-and-mean", called, new, f"{{}}.{other}", (owner,))
        case ast.keyword(arg="axis", value=ast.Constant(value=0 | 1 as axis) as written):
            yield Change("axis", written, ast.Constant(1 - axis), str(1 - axis))


def _sizes(seen: _Seen) -> Iterator[Change]:
    """What is divided by: rows for columns, all entries for rows."""
    match seen.node:
        case ast.Subscript(value=ast.Attribute(attr="shape"), slice=ast.Constant(value=0 | 1 as axis) as at):
            yield Change("size", at, ast.Constant(1 - axis), str(1 - axis))
        case ast.Call(func=ast.Name(id="len"), args=[array]) as node if not seen.counts:
            yield Change("size", node, ast.Attribute(array, "size", ast.Load()), "{}.size", (array,))
        case ast.Attribute(value=array, attr="size") as node:
            length = ast.Call(ast.Name("len", ast.Load()), [array], [])
            yield Change("size", node, length, "len({})", (array,))


def _comparisons(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case ast.Compare(left=left, ops=[sign], comparators=[right]) as node if type(sign) in _TURNED:
            turned, written = _TURNED[type(sign)]
            new = ast.Compare(left, [turned()], [right])
            yield Change("comparison", node, new, f"{{}} {written} {{}}", (left, right))


def _places(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case ast.Subscript(slice=ast.Tuple(elts=[first, second]) as pair) if not (
            isinstance(first, ast.Slice) or isinstance(second, ast.Slice)
        ):
            swapped = ast.Tuple([second, first], ast.Load())
            yield Change("index", pair, swapped, "{}, {}", (second, first))
        case ast.Call(func=ast.Name(id="range"), args=[end]) as node:
            shorter = ast.Call(node.func, [ast.BinOp(end, ast.Sub(), ast.Constant(1))], [])
            yield Change("place", node, shorter, "range({} - 1)", (end,))
            later = ast.Call(node.func, [ast.Constant(1), end], [])
            yield Change("place", node, later, "range(1, {})", (end,))
        case ast.Call(func=ast.Name(id="range"), args=[_, ast.Constant(value=0) as end, _]):
            yield Change("place", end, ast.Constant(1), "1")


def _functions(seen: _Seen) -> Iterator[Change]:
    match seen.node:
        case (
            ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[inside], keywords=[]) as node
        ) if name in _LEFT_OUT:
            yield Change("function", node, inside, "{}", (inside,))


_RULES: tuple[_Rule, ...] = (
    _transposes,
    _signs,
    _factors,
    _terms,
    _powers,
    _reductions,
    _sizes,
    _comparisons,
    _places,
    _functions,
)


def _neighbours(function: ast.FunctionDef) -> Iterator[Change]:
    """An array in the place of another that has nearly its name, and is there already."""
    made = {argument.arg: 0 for argument in function.args.args}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            made[node.id] = min(node.lineno, made.get(node.id, node.lineno))
    for statement in function.body:
        for part in ast.walk(statement):
            # y - y or m * m would be seen at a glance.
            near = ast.walk(part) if isinstance(part, ast.BinOp) else ast.iter_child_nodes(part)
            beside = {one.id for one in near if isinstance(one, ast.Name)}
            for node in ast.iter_child_nodes(part):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in made:
                    for other, line in made.items():
                        if line < node.lineno and other not in beside and alike(node.id, other):
                            yield Change("name", node, ast.Name(other, ast.Load()), other)


def alike(first: str, second: str) -> bool:
    """Whether one could be taken for the other: a character apart, a `d` in front, or the same letters in front."""
    if first == second or first.islower() != second.islower():
        return False
    if len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1:
        return True
    shorter, longer = sorted((first, second), key=len)
    return longer == "d" + shorter or _front(first) == _front(second)


def _front(name: str) -> str:
    found = _LETTERS.match(name)
    return found[0] if found else name
