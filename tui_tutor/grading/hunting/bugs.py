"""What can be planted in an exercise: its own mistakes, and general ones."""

import ast
import difflib
import itertools
import random
from collections.abc import Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from tui_tutor.course import Exercise, Problem
from tui_tutor.grading.hunting.mutations import changes
from tui_tutor.grading.hunting.sayings import SAYINGS
from tui_tutor.grading.hunting.splicing import Change, meaning, spliced
from tui_tutor.grading.hunting.tidying import idle_imports, without_comments, without_leftovers

T = TypeVar("T")


class Bug(Struct, frozen=True):
    """One thing that is wrong: its name, what is said of it afterwards, and the solution with it."""

    name: str
    message: str
    source: str


def mended(problem: Problem) -> str:
    """The text that every bug of this problem is planted in: the solution, without comments."""
    return without_comments(problem.solution)


class Bugs:
    """Every bug of one exercise, in an order that its files decide; none of them was checked yet.

    Two iterators: the author's mistakes, and the general ones, each from a place that a seed decides, so that seeds
    that follow each other bring other bugs.
    """

    def __init__(self, exercise: Exercise, problem: Problem) -> None:
        self._exercise, self.right = exercise, mended(problem)
        self._tree = ast.parse(self.right)
        # Stable over versions of Python: text seeds and `shuffle` are.
        self._random = random.Random(f"{exercise.id} {exercise.digest}")
        self._known = _known(exercise)
        self._random.shuffle(self._known)
        self._changes = _by_turns(list(changes(self._function())), self._random)
        self._taken = {
            meaning(self.right),
            meaning(exercise.starter),
            *(meaning(bug.source) for bug in self._known),
        }

    def known(self, start: int) -> Iterator[Bug]:
        """The exercise's own mistakes, in the words of its author."""
        return iter(_turned(self._known, start))

    def general(self, start: int) -> Iterator[Bug]:
        """What people get wrong in any gradient, as far as it is neither right nor one of the known mistakes."""
        taken = set(self._taken)
        for change in _turned(self._changes, start):
            text = spliced(self.right, self._tree, change)
            if text is None:
                continue
            text = without_leftovers(text)
            if meaning(text) in taken or _tells_by_an_import(self.right, text):
                continue
            taken.add(meaning(text))
            yield Bug(change.kind, SAYINGS[change.kind], text)

    def _function(self) -> ast.FunctionDef:
        functions = [node for node in self._tree.body if isinstance(node, ast.FunctionDef)]
        return next(node for node in functions if node.name == self._exercise.function)


def both(right: str, first: Bug, second: Bug) -> str | None:
    """The text with both bugs; None where they change the same or neighbouring lines."""
    lines = right.splitlines()
    edits = sorted([*_edits(lines, first.source), *_edits(lines, second.source)], reverse=True)
    if any(end >= later for (later, _, _), (_, end, _) in itertools.pairwise(edits)):
        return None
    for start, end, new in edits:
        lines[start:end] = new
    text = without_leftovers("\n".join(lines) + "\n")
    return None if _tells_by_an_import(right, text) else text


def _tells_by_an_import(right: str, text: str) -> bool:
    return not idle_imports(text) <= idle_imports(right)


def _known(exercise: Exercise) -> list[Bug]:
    taken = {meaning(exercise.starter)}
    found = []
    for one in exercise.mistakes:
        source = without_leftovers(without_comments(one.source))
        if meaning(source) not in taken:
            found.append(Bug(one.name, one.message, source))
    return found


def _by_turns(found: list[Change], chance: random.Random) -> list[Change]:
    """One of each kind, then again: no kind crowds out the others."""
    chance.shuffle(found)
    kinds: dict[str, list[Change]] = {}
    for change in found:
        kinds.setdefault(change.kind, []).append(change)
    rounds = itertools.zip_longest(*kinds.values())
    return [change for one in rounds for change in one if change is not None]


def _turned(items: Sequence[T], start: int) -> list[T]:
    at = start % len(items) if items else 0
    return [*items[at:], *items[:at]]


def _edits(lines: list[str], changed: str) -> Iterator[tuple[int, int, list[str]]]:
    """Which lines give way to which."""
    new = changed.splitlines()
    for kind, start, end, first, last in difflib.SequenceMatcher(None, lines, new).get_opcodes():
        if kind != "equal":
            yield start, end, new[first:last]
