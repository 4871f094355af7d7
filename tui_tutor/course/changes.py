"""A mistake's ```diff applied to the text of the solution: every hunk must fit in exactly one place."""

import difflib
from itertools import pairwise
from pathlib import Path

from msgspec import Struct

from tui_tutor.course.types import CourseError

COMPARED = 300  # longer lines are not compared: the time grows with the square of their length


class Hunk(Struct, frozen=True):
    """Lines that must be there and the lines that replace them; `line` is the file's line of the first."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    line: int


class _Edit(Struct, frozen=True):
    """Lines `start` to `end` (exclusive) of the solution, and what stands there instead."""

    start: int
    end: int
    new: tuple[str, ...]
    line: int


def apply_diff(diff: str, solution: str, file: Path, line: int) -> str:
    """The solution's text with the diff applied. `line` is the file's line of the diff's first line.

    A line begins with "-" (taken away), "+" (put in) or a space (stays); an empty line or "@@" ends a hunk.
    Old lines are compared with their exact indentation. Raises CourseError when a hunk fits nowhere or twice.
    """
    text = solution.rstrip("\n").split("\n")
    hunks = read_hunks(diff, file, line)
    if all(hunk.old == hunk.new for hunk in hunks):
        raise CourseError(file, "this diff changes nothing. Mark lines with - and +.", line)
    edits = sorted((_place(hunk, text, file) for hunk in hunks), key=lambda edit: edit.start)
    for before, after in pairwise(edits):
        if after.start < before.end:
            problem = "two hunks of this diff change the same lines. Write them as one."
            raise CourseError(file, problem, after.line)
    for edit in reversed(edits):
        text[edit.start : edit.end] = edit.new
    return "\n".join(text) + "\n"


def read_hunks(diff: str, file: Path, line: int) -> list[Hunk]:
    """The hunks of a diff. Raises CourseError for a line without mark, or added lines without anchor."""
    hunks: list[Hunk] = []
    old: list[str] = []
    new: list[str] = []
    start = line
    for number, row in enumerate([*diff.rstrip("\n").split("\n"), ""], line):
        mark, rest = row[:1], row[1:]
        if not row.strip() or row.startswith("@@"):
            if old or new:
                hunks.append(_hunk(old, new, file, start))
            old, new, start = [], [], number + 1
        elif mark not in ("-", "+", " "):
            problem = 'a line of a diff begins with "-", "+" or a space, then the line of code as it is.'
            raise CourseError(file, problem, number)
        else:
            old += [rest] if mark in "- " else []
            new += [rest] if mark in "+ " else []
    return hunks


def _hunk(old: list[str], new: list[str], file: Path, line: int) -> Hunk:
    if not old:
        problem = "these lines have no place: put a line of the solution, marked with a space, beside them."
        raise CourseError(file, problem, line)
    return Hunk(tuple(old), tuple(new), line)


def _place(hunk: Hunk, text: list[str], file: Path) -> _Edit:
    size = len(hunk.old)
    places = [n for n in range(len(text) - size + 1) if tuple(text[n : n + size]) == hunk.old]
    if not places:
        absent = next((row for row in hunk.old if row not in text), None)
        reason = (
            f'the solution has no line "{absent}"{_like(absent, text)}'
            if absent is not None
            else "its lines are in the solution, but not one directly below the other"
        )
        raise CourseError(file, f"this change does not apply: {reason}. Copy from the solution.", hunk.line)
    if len(places) > 1:
        problem = (
            f'this change applies in {len(places)} places: "{hunk.old[0].strip()}" is there more than once. '
            "Add a neighbouring line, marked with a space."
        )
        raise CourseError(file, problem, hunk.line)
    return _Edit(places[0], places[0] + size, hunk.new, hunk.line)


def _like(row: str, text: list[str]) -> str:
    """The line of the solution that an author may have meant: often only a space or a comment differs."""
    short = [line for line in text if len(line) <= COMPARED] if len(row) <= COMPARED else []
    close = difflib.get_close_matches(row, short, n=1, cutoff=0.5)
    return f'; the nearest is "{close[0]}"' if close else ""
