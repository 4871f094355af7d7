"""Submissions under folders, in files and in archives. Nothing is dropped in silence: what is none is named."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from tui_tutor.course import Course
from tui_tutor.grading.classes.archives import Archive, ArchiveError
from tui_tutor.grading.classes.marking import LONGEST_NAME, one_line
from tui_tutor.grading.classes.names import Naming, read_name
from tui_tutor.grading.classes.records import Found, Origin, Submission, Unmatched
from tui_tutor.grading.classes.shell import file_word
from tui_tutor.sandbox import read_submission

DEEPEST = 6  # folders below a named one
_NOT_MEANT = ("__pycache__", "__MACOSX", "Thumbs.db", "desktop.ini")  # what systems leave in folders


class File(Struct, frozen=True):
    """A submission on disk."""

    path: Path

    def read(self) -> str:
        """The source text. Raises SubmissionError."""
        return read_submission(self.path)

    def given_to(self, command: str) -> str:
        """A shell line that runs `command` on the file."""
        return f"{command} {file_word(str(self.path))}"


class Candidate(Struct, frozen=True):
    """A file that may be somebody's submission: its path under `home`, and its name for people."""

    parts: tuple[str, ...]
    home: str
    path: str
    origin: Origin


def find(paths: Sequence[Path], course: Course, naming: Naming, archives: ExitStack) -> Found:
    """Every submission in the given folders, files and zip archives.

    Archives stay open until `archives` is closed. A student's second file for an exercise is not a matter of
    choice: neither is graded, and the row names both.
    """
    unmatched: list[Unmatched] = []
    submissions = []
    for candidate in (one for path in paths for one in _candidates(path, archives, unmatched)):
        read = read_name(candidate.parts, candidate.home, naming)
        if isinstance(read, str):
            unmatched.append(Unmatched(one_line(candidate.path, 500), read))
        else:
            submissions.append(
                submission(
                    course, read.student, read.exercise, candidate.path, candidate.origin, read.attempt
                )
            )
    return Found(in_order(submissions), tuple(unmatched))


def submission(
    course: Course, student: str, exercise: str, path: str, origin: Origin, attempt: int | None = None
) -> Submission:
    """A submission under the student's clean name and the exercise's own id, even when a former one was used."""
    summary = course.find(exercise)
    name = one_line(unicodedata.normalize("NFC", student), LONGEST_NAME) or "?"
    if summary is None:
        known = one_line(exercise, LONGEST_NAME) or "?"
        problem = f"There is no exercise {known!r} in this course. `tutor list` shows them all."
        return Submission(name, known, path, origin, problem, attempt)
    return Submission(name, summary.id, path, origin, attempt=attempt)


def in_order(submissions: Sequence[Submission]) -> tuple[Submission, ...]:
    """By student, then exercise. Of several files for the same row the last attempt counts; when nobody counted
    attempts, they become one row that is not graded.
    """
    rows: dict[tuple[str, str], list[Submission]] = {}
    for one in sorted(submissions, key=lambda one: (one.student, one.exercise, one.path)):
        rows.setdefault((one.student, one.exercise), []).append(one)
    return tuple(same[0] if len(same) == 1 else _last(same) for same in rows.values())


def _last(same: Sequence[Submission]) -> Submission:
    counted = sorted((one.attempt for one in same if one.attempt is not None), reverse=True)
    if len(counted) < len(same) or counted[0] == counted[1]:
        return _several(same)
    return next(one for one in same if one.attempt == counted[0])


def _several(same: Sequence[Submission]) -> Submission:
    first, others = same[0], len(same) - 2
    more = f" and {others} more" if others else ""
    problem = f"Several files answer this: {first.path}, {same[1].path}{more}. Keep the one that counts."
    return Submission(first.student, first.exercise, first.path, first.origin, problem)


def _candidates(path: Path, archives: ExitStack, unmatched: list[Unmatched]) -> Iterator[Candidate]:
    home = path.resolve()
    if not path.is_dir():
        if path.suffix.lower() == ".zip":
            yield from _in_archive(path, archives, unmatched)
        else:
            yield Candidate((path.name,), home.parent.name, str(path), File(path))
        return
    for folder, folders, files in os.walk(path, onerror=lambda error: _unreadable(error, unmatched)):
        below = Path(folder).relative_to(path).parts
        folders[:] = _entered(Path(folder), folders, unmatched, deep=len(below) >= DEEPEST)
        for name in sorted(files):
            file = Path(folder) / name
            if _is_meant(name) and name.lower().endswith(".zip"):
                yield from _in_archive(file, archives, unmatched)
            elif _is_meant(name):
                yield Candidate((*below, name), home.name, str(file), File(file))


def _entered(folder: Path, names: Sequence[str], unmatched: list[Unmatched], *, deep: bool) -> list[str]:
    """The folders to go into: no hidden ones, no links, not too deep."""
    entered = []
    for name in sorted(filter(_is_meant, names)):
        if (folder / name).is_symlink():
            unmatched.append(Unmatched(one_line(str(folder / name), 500), "it is a link"))
        elif deep:
            unmatched.append(Unmatched(one_line(str(folder / name), 500), "it lies too deep"))
        else:
            entered.append(name)
    return entered


def _in_archive(path: Path, archives: ExitStack, unmatched: list[Unmatched]) -> Iterator[Candidate]:
    try:
        if path.is_symlink():
            raise ArchiveError(f"{path} is a link; name the file itself.")
        archive = archives.enter_context(Archive(path))
    except ArchiveError as error:
        unmatched.append(Unmatched(one_line(str(path), 500), one_line(str(error), 500)))
        return
    members = [member for member in archive.members() if all(map(_is_meant, member.parts)) or member.trouble]
    wrapped = _wrapped([member.parts for member in members])
    for member in members:
        name = f"{path}/{'/'.join(member.parts)}"
        if member.trouble:
            unmatched.append(Unmatched(one_line(name, 500), member.trouble))
        else:
            yield Candidate(member.parts[1:] if wrapped else member.parts, path.stem, name, member)


def _wrapped(members: Sequence[tuple[str, ...]]) -> bool:
    """Whether everything lies in one folder that holds the students' folders, as when that folder was zipped."""
    return len({parts[0] for parts in members}) == 1 and all(len(parts) >= 3 for parts in members)


def _is_meant(name: str) -> bool:
    return not name.startswith(".") and name not in _NOT_MEANT


def _unreadable(error: OSError, unmatched: list[Unmatched]) -> None:
    unmatched.append(Unmatched(one_line(str(error.filename), 500), f"it cannot be read: {error.strerror}"))
