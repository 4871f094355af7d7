"""What is cut from a problem file: the module of given functions, and a text made into a submission."""

import ast
import builtins
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from tui_tutor.course.anatomy import Anatomy, Piece
from tui_tutor.course.parsing import names_made, names_needed
from tui_tutor.course.types import CourseError

USE, CURVE_STEP = "use", "curve_step"
TUTORS = (USE, CURVE_STEP)  # they run beside the learner's code, and are not for it to import
_BUILTIN = frozenset(dir(builtins))
_WIDTH = 88

Where = tuple[Path, int]


class Needs(Struct, frozen=True):
    """What a text takes from its problem file: imported names, given functions, constants."""

    imported: frozenset[str]
    given: frozenset[str]
    constants: tuple[Piece, ...]


def given_module(anatomy: Anatomy) -> str:
    """The source of the module `exercise`: the given functions with the imports and constants that they need.

    Raises CourseError when a given function needs something that the learner's call will not have.
    """
    given = anatomy.given()
    if not given:
        return ""
    needs = [given_needs(anatomy, piece) for piece in given]
    imported = frozenset[str]().union(*(need.imported for need in needs))
    constants = {constant.line: constant for need in needs for constant in need.constants}
    pieces = sorted([*constants.values(), *given], key=lambda piece: piece.line)
    return _assembled(_import_lines(anatomy, imported, ()), pieces)


def given_needs(anatomy: Anatomy, piece: Piece) -> Needs:
    """What one given function takes from its file. Raises CourseError."""
    names = [given.names[0] for given in anatomy.given()]
    wanted = {name: (anatomy.path, line) for name, line in piece.needs.items()}
    return find_needs(anatomy, wanted, names, f'the given function "{piece.names[0]}"')


def solution_needs(anatomy: Anatomy, function: str) -> Needs:
    """What the solution takes from its file. Raises CourseError when it uses a function that is not given."""
    wanted = {name: (anatomy.path, line) for name, line in anatomy.functions[function].needs.items()}
    return find_needs(anatomy, wanted, _offered(anatomy), f'the solution "{function}"')


def text_needs(anatomy: Anatomy, tree: ast.Module, whose: str, where: Where) -> Needs:
    """What a text takes from the file, beyond what it makes itself. Raises CourseError at `where`."""
    plain = [node for node in tree.body if not isinstance(node, ast.FunctionDef)]
    made = {name for node in plain for name in names_made(node)}
    made |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    wanted = {name: where for node in tree.body for name in names_needed(node) if name not in made}
    return find_needs(anatomy, wanted, _offered(anatomy), whose)


def find_needs(anatomy: Anatomy, wanted: Mapping[str, Where], given: Collection[str], whose: str) -> Needs:
    """Where each wanted name comes from, and what the constants among them need in turn."""
    imports = {item.bound for item in anatomy.imports} - {"given"}
    constants = {name: piece for piece in anatomy.constants for name in piece.names}
    queue, seen = list(wanted.items()), set(wanted)
    found: dict[int, Piece] = {}
    while queue:
        name, where = queue.pop()
        if name in imports or name in given:
            continue
        if name in constants:
            piece = constants[name]
            found[piece.line] = piece
            queue += [(inner, (anatomy.path, at)) for inner, at in piece.needs.items() if inner not in seen]
            seen |= set(piece.needs)
        elif name in anatomy.functions or name not in _BUILTIN:
            raise _missing(anatomy, name, whose, where)
    ordered = tuple(sorted(found.values(), key=lambda piece: piece.line))
    return Needs(frozenset(seen & imports), frozenset(seen & set(given)), ordered)


def submission(anatomy: Anatomy, text: str, needs: Needs) -> str:
    """A text as a learner would hand it in: the imports and constants that it needs in front."""
    lines = _import_lines(anatomy, needs.imported, sorted(needs.given))
    if text.startswith(("import ", "from ")):
        return "\n".join([*lines, *(piece.text for piece in needs.constants), text.rstrip()]) + "\n"
    return _assembled(lines, [*needs.constants, Piece((), text.rstrip(), 0, {}, function=True)])


def _offered(anatomy: Anatomy) -> list[str]:
    """What a learner may import from `exercise`: the rest is the tutor's own way in."""
    return [piece.names[0] for piece in anatomy.given() if piece.names[0] not in TUTORS]


def _missing(anatomy: Anatomy, name: str, whose: str, where: Where) -> CourseError:
    file, line = where
    if name in TUTORS:
        return CourseError(file, f'{whose} uses "{name}", which is the tutor\'s own. Leave it out.', line)
    if name in anatomy.functions:
        problem = f'{whose} uses "{name}", which the learner does not have. Decorate "{name}" with @given.'
        return CourseError(file, problem, line)
    problem = f'{whose} uses "{name}". Import it in {anatomy.path.name}, or define it there.'
    return CourseError(file, problem, line)


def _import_lines(anatomy: Anatomy, names: Collection[str], given: Collection[str]) -> list[str]:
    """Import statements in the order of the file, each with only the names that are wanted."""
    statements: dict[int, tuple[str, list[str]]] = {}
    for item in anatomy.imports:
        if item.bound in names or item.module == "__future__":
            opening = f"from {item.module} import " if item.module else "import "
            statements.setdefault(item.line, (opening, []))[1].append(item.written())
    lines = [_wrapped(opening, parts) for opening, parts in statements.values()]
    return lines + ([_wrapped("from exercise import ", given)] if given else [])


def _wrapped(opening: str, names: Collection[str]) -> str:
    line = opening + ", ".join(names)
    if len(line) <= _WIDTH or not opening.startswith("from"):
        return line
    return "\n".join([f"{opening}(", *(f"    {name}," for name in names), ")"])


def _assembled(imports: list[str], pieces: Iterable[Piece]) -> str:
    """Imports, constants and functions, with the blank lines that a formatter would leave between them."""
    text, above = "\n".join(imports), "import"
    for piece in pieces:
        kind = "function" if piece.function else "constant"
        gap = "\n\n\n" if "function" in (kind, above) else "\n" if kind == above else "\n\n"
        text += (gap if text else "") + piece.text
        above = kind
    return text + "\n"
