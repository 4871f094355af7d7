"""Writing results to disk: whole or not at all, and each student's text under a name that is only theirs."""

import hashlib
import re
import secrets
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tui_tutor.grading.classes.formats.table import points
from tui_tutor.grading.classes.records import Result

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?|.*\.")  # Windows


def write_aside(path: Path, data: bytes) -> None:
    """Writes beside `path` and renames: a reader sees the old file or the new one. Raises OSError."""
    aside = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(data)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


class Feedback:
    """A text for each student and exercise, at `folder/STUDENT/EXERCISE.txt`."""

    def __init__(self, folder: Path, students: Iterable[str]) -> None:
        """`students` are all who will get one: names that differ in capitals only are told apart."""
        self._folder = folder
        spellings = Counter(name.casefold() for name in set(students))
        self._alike = {name for name, count in spellings.items() if count > 1}

    def write(self, result: Result) -> Path:
        """The text that `tutor check` prints, below the points. Raises OSError."""
        home = self._folder / file_name(result.student, alone=result.student.casefold() not in self._alike)
        home.mkdir(parents=True, exist_ok=True)
        path = home / f"{file_name(result.exercise)}.txt"
        lines = [f"{result.student}   {result.exercise}   {points(result)} points", "", result.feedback]
        lines += ["", result.flag] if result.flag else []
        write_aside(path, "\n".join([*lines, ""]).encode("utf-8"))
        return path


def file_name(name: str, *, alone: bool = True) -> str:
    """A name for a file. A plain one stays as it is; others keep what is plain and get a part of their hash, as do
    those that are not `alone`, so that two names never become one file.
    """
    if alone and _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name):
        return name
    kept = re.sub(r"[^A-Za-z0-9-]+", "_", name)[:60].strip("_-") or "name"
    return f"{kept}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
