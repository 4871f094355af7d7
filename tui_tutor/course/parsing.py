"""Python source as a syntax tree, and the names that a piece of it needs. Nothing is executed."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tui_tutor.course.trees import compile_tree, syntax_tree
from tui_tutor.course.types import CourseError

Function = ast.FunctionDef
LONGEST = 512 << 10  # characters: reading a stranger's text as Python takes time that grows with its square


def parse(file: Path, text: str, line: int = 1, *, what: str = "this") -> ast.Module:
    """The syntax tree of a text whose first line is line `line` of the file.

    It is compiled too, so that a `return` outside a function is found; the compiled code is thrown away.
    Raises CourseError with the line.
    """
    if len(text) > LONGEST:
        raise CourseError(
            file, f"{what} is not Python that can be read: it is longer than {LONGEST >> 10} kB.", line
        )
    try:
        tree = syntax_tree(text)
        compile_tree(tree, str(file))
    except SyntaxError as error:
        at = line + (error.lineno or 1) - 1
        raise CourseError(file, f"{what} is not Python: {error.msg}.", at) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise CourseError(
            file, f"{what} is not Python that can be read ({type(error).__name__}).", line
        ) from None
    return tree


def functions(tree: ast.Module) -> dict[str, Function]:
    """The functions defined at the top level, by name."""
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def parameters(function: Function) -> tuple[str, ...]:
    """The names of a function's parameters as they are written: `*rest` and `**options` keep their stars."""
    arguments = function.args
    rest = [f"*{arguments.vararg.arg}"] if arguments.vararg else []
    options = [f"**{arguments.kwarg.arg}"] if arguments.kwarg else []
    named = [argument.arg for argument in [*arguments.posonlyargs, *arguments.args]]
    return (*named, *rest, *(argument.arg for argument in arguments.kwonlyargs), *options)


def names_needed(node: ast.AST) -> dict[str, int]:
    """Names that a statement reads and does not make itself, with the line of their first use.

    A name that is bound anywhere inside counts as the statement's own. That is a little more than Python's
    scopes say, and it never asks an author for something that is not missing.
    """
    own = set(names_made(node))
    needed: dict[str, int] = {}
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load) and inner.id not in own:
            needed[inner.id] = min(inner.lineno, needed.get(inner.id, inner.lineno))
    return needed


def names_made(node: ast.AST) -> Iterator[str]:
    """Every name that is bound somewhere inside a statement: assigned, defined, imported or a parameter."""
    for inner in ast.walk(node):
        match inner:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=other):
                yield other or name.partition(".")[0]
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
            ):
                yield name
            case ast.MatchMapping(rest=str(name)):
                yield name
