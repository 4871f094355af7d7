"""A problem's Python file taken apart: imports, functions, constants, each with its text and its needs."""

import ast
from pathlib import Path

from msgspec import Struct

from tui_tutor.course.parsing import names_needed, parameters, parse
from tui_tutor.course.types import CourseError

MODULES = ("numpy", "neural_network", "exercise", "math", "typing", "__future__")


class Import(Struct, frozen=True):
    """One imported name. `module` is empty for `import numpy as np`."""

    bound: str
    module: str
    name: str
    line: int

    def written(self) -> str:
        """The name as it stands in an import: `sigmoid`, or `sigmoid as s`."""
        return self.name if self.name == self.bound else f"{self.name} as {self.bound}"


class Piece(Struct, frozen=True):
    """A function or a constant: its text as written (without decorator) and the names that it needs."""

    names: tuple[str, ...]
    text: str
    line: int
    needs: dict[str, int]
    parameters: tuple[str, ...] = ()
    function: bool = False
    given: bool = False


class Anatomy(Struct, frozen=True):
    """A problem file as its parts, in the order of the file."""

    path: Path
    source: str
    imports: tuple[Import, ...]
    functions: dict[str, Piece]
    constants: tuple[Piece, ...]

    def error(self, line: int, problem: str) -> CourseError:
        """An error of this file."""
        return CourseError(self.path, problem, line)

    def given(self) -> list[Piece]:
        """The functions that the learner may see and call."""
        return [piece for piece in self.functions.values() if piece.given]

    def parameters(self, function: str) -> tuple[str, ...]:
        """The parameters of a function; none when there is no such function."""
        return self.functions[function].parameters if function in self.functions else ()


def take_apart(path: Path, source: str) -> Anatomy:
    """The parts of a problem file. Raises CourseError with the line of what does not belong."""
    tree = parse(path, source, what="this line")
    lines = source.split("\n")
    imports: list[Import] = []
    functions: dict[str, Piece] = {}
    constants: list[Piece] = []
    taken: dict[str, int] = {}
    _one_statement_a_line(path, tree)
    for position, node in enumerate(tree.body):
        if isinstance(node, ast.Import | ast.ImportFrom):
            made = _imports(path, node)
            imports += made
            names: tuple[str, ...] = tuple(item.bound for item in made)
        elif isinstance(node, ast.FunctionDef):
            functions[node.name] = _function(path, node, lines)
            names = (node.name,)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and (names := _targets(node)):
            constants.append(Piece(names, _text(lines, node), node.lineno, names_needed(node)))
        elif position == 0 and _is_docstring(node):
            continue
        else:
            problem = "the top level holds only imports, functions and constants. Move this into a function."
            raise CourseError(path, problem, node.lineno)
        _not_twice(path, taken, names, node.lineno)
    anatomy = Anatomy(path, source, tuple(imports), functions, tuple(constants))
    _given_is_imported(anatomy)
    return anatomy


def _one_statement_a_line(path: Path, tree: ast.Module) -> None:
    """Pieces are cut out by whole lines, so that their comments stay with them."""
    for before, after in zip(tree.body, tree.body[1:], strict=False):
        if after.lineno <= (before.end_lineno or before.lineno):
            raise CourseError(path, "there are two statements on this line. Give each its own.", after.lineno)


def _not_twice(path: Path, taken: dict[str, int], names: tuple[str, ...], line: int) -> None:
    for name in names:
        if name in taken:
            problem = f'"{name}" is already made on line {taken[name]}. Give one another name.'
            raise CourseError(path, problem, line)
        taken[name] = line


def _is_docstring(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _text(lines: list[str], node: ast.stmt) -> str:
    return "\n".join(lines[node.lineno - 1 : node.end_lineno])


def _targets(node: ast.Assign | ast.AnnAssign) -> tuple[str, ...]:
    """The names that a constant gets; nothing when it sets something that is not a plain name."""
    if isinstance(node, ast.AnnAssign):
        return (node.target.id,) if isinstance(node.target, ast.Name) and node.value else ()
    names: list[str] = []
    for target in node.targets:
        for part in target.elts if isinstance(target, ast.Tuple) else [target]:
            if not isinstance(part, ast.Name):
                return ()
            names.append(part.id)
    return tuple(names)


def _function(path: Path, node: ast.FunctionDef, lines: list[str]) -> Piece:
    for decorator in node.decorator_list:
        if not (isinstance(decorator, ast.Name) and decorator.id == "given"):
            raise CourseError(path, "the only decorator here is @given.", decorator.lineno)
    needs = names_needed(node)
    needs.pop("given", None)
    given = bool(node.decorator_list)
    return Piece((node.name,), _text(lines, node), node.lineno, needs, parameters(node), True, given)


def _imports(path: Path, node: ast.Import | ast.ImportFrom) -> list[Import]:
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    relative = isinstance(node, ast.ImportFrom) and node.level > 0
    found: list[Import] = []
    for alias in node.names:
        root = (module or alias.name).partition(".")[0]
        if relative or root not in MODULES:
            problem = f'"{root}" cannot be imported here. A problem uses numpy, neural_network and math.'
            raise CourseError(path, problem, node.lineno)
        if alias.name == "*":
            raise CourseError(path, f"name what you need from {module} instead of *.", node.lineno)
        if root == "exercise" and (module, alias.name, alias.asname) != ("exercise", "given", None):
            raise CourseError(path, "write it as: from exercise import given", node.lineno)
        if not module and root == "numpy" and (alias.name, alias.asname) != ("numpy", "np"):
            raise CourseError(path, "write it as: import numpy as np", node.lineno)
        if not module and "." in alias.name:
            raise CourseError(path, f"write it as: from {alias.name} import NAME", node.lineno)
        found.append(Import(alias.asname or alias.name, module, alias.name, node.lineno))
    return found


def _given_is_imported(anatomy: Anatomy) -> None:
    imported = any(item.bound == "given" for item in anatomy.imports)
    marked = anatomy.given()
    if marked and not imported:
        problem = "@given is used and not imported. Write at the top: from exercise import given"
        raise anatomy.error(marked[0].line, problem)
