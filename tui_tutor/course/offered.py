"""The names that the Tab key offers, read afresh from a course that is written plainly, and only those that fit.

A shell waits for the answer at every press, and most of that time goes into imports: so nothing becomes a record here,
and what is wrong with a single exercise is told when it is opened. Whatever is not as plain as the course that ships
gets None, and is left to `open_course`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui_tutor.course.folders import COURSE, LESSON, LESSON_FOLDER, is_file
from tui_tutor.course.names import is_id
from tui_tutor.course.simple_toml import simple

_LONGEST = 256 << 10
_FENCE = "+++\n"
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def offered_lessons(course: Path, beginning: str) -> dict[str, str] | None:
    """The title of every lesson whose id begins so, in the order of the course. None: ask `open_course`."""
    try:
        return {name: title for name, title, _, _ in _lessons(course) if name.startswith(beginning)}
    except (OSError, ValueError):
        return None


def offered_exercises(course: Path, beginning: str) -> dict[str, str] | None:
    """The same for exercises; of two with one id the first has it."""
    try:
        found: dict[str, str] = {}
        for _, _, folder, exercises in _lessons(course):
            for name in exercises:
                if name.startswith(beginning) and name not in found:
                    found[name] = _title(_front(folder / f"{name}.md"))
    except (OSError, ValueError):
        return None
    return found


def _lessons(course: Path) -> Iterator[tuple[str, str, Path, list[str]]]:
    """Id, title, folder and exercises of every lesson. Raises OSError, or ValueError where something is not plain."""
    if not is_file(course / COURSE):
        raise ValueError("no course")
    named = [(found, path) for path in course.iterdir() if (found := LESSON_FOLDER.fullmatch(path.name))]
    for found, folder in sorted(named, key=lambda one: (int(one[0][1]), one[0][2])):
        front = _front(folder / LESSON)
        exercises = front.get("exercises", [])
        if not isinstance(exercises, list) or not all(map(is_id, [found[2], *exercises])):
            raise ValueError("not names")
        yield found[2], _title(front), folder, exercises


def _title(front: dict[str, Any]) -> str:
    """What is shown beside a name; a shell would obey what cannot be printed."""
    title = front.get("title")
    if not isinstance(title, str) or not title.isprintable():
        raise ValueError("not a title")
    return title


def _front(file: Path) -> dict[str, Any]:
    """The plain keys of a front matter, which precede its tables."""
    if not is_file(file):  # a pipe would keep the shell waiting
        raise ValueError("not a file")
    with file.open(encoding="utf-8") as text:
        head = text.read(_LONGEST)
    before, _, rest = head.partition(_FENCE)
    front, closed, _ = rest.partition(f"\n{_FENCE}")
    table = _TABLE.search(front)
    keys = simple(front[: table.start()] if table else front)
    if before or not closed or keys is None:
        raise ValueError("not plain")
    return keys
