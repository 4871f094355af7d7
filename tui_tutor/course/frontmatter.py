"""The TOML between two `+++` lines, or a whole TOML file: read, typed, errors with line and key."""

import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tui_tutor.course.reading import CONTROL
from tui_tutor.course.simple_toml import simple
from tui_tutor.course.types import CourseError

FENCE = "+++"
LONGEST = 256 << 10

_T = TypeVar("_T", bound=Struct)
_TABLE = re.compile(r"\n[ \t]*\[")
# A key of a hundred parts. Compiled only for settings with that many dots.
_DEEP = r"""(?<![\w-])(?:(?>[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){100}"""


class FrontMatter(Struct, frozen=True):
    """A file's settings and the text that follows them.

    `source` is the TOML; its first line is line `first` of the file. `body` begins at line `body_line`.
    """

    file: Path
    data: dict[str, Any]
    source: str
    first: int
    body: str
    body_line: int


def split(file: Path, text: str, *, top_only: bool = False) -> FrontMatter:
    """Take a Markdown text apart; without front matter `data` is empty and everything is body.

    With `top_only` the tables that follow the plain keys are left unread: a list of exercises needs none.
    Raises CourseError with the line in the file.
    """
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        return FrontMatter(file, {}, "", 1, text, 1)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == FENCE), None)
    if end is None:
        problem = f"the front matter opens with {FENCE} and never closes. End it with a line {FENCE}."
        raise CourseError(file, problem, start + 1)
    source = "\n".join(lines[start + 1 : end]) + "\n"
    first = start + 2
    data = _top(file, source, first) if top_only else _load(file, source, first)
    return FrontMatter(file, data, source, first, "\n".join(lines[end + 1 :]), end + 2)


def whole(file: Path, text: str) -> FrontMatter:
    """A TOML file, with the same errors as front matter. Raises CourseError."""
    return FrontMatter(file, _load(file, text + "\n", 1), text, 1, "", 1)


def typed(front: FrontMatter, record: type[_T]) -> _T:
    """The settings as a record. Raises CourseError that names the key, its line and what it must be."""
    try:
        return msgspec.convert(front.data, record)
    except msgspec.ValidationError as error:
        from tui_tutor.course.wording import not_fitting

        raise not_fitting(front, record, str(error)) from None


def line_of(front: FrontMatter, path: str) -> int | None:
    """The line in the file where a key such as `level`, `curve.rate` or `choices[1].id` is set."""
    steps = re.findall(r"(\w[\w-]*)(?:\[(\d+)\])?", path)
    lines = front.source.split("\n")
    at, found = 0, None
    for name, index in steps:
        header = re.compile(rf"\s*\[\[?\s*{re.escape(name)}\s*\]\]?")
        setting = re.compile(rf"\s*(?:{re.escape(name)}|\"{re.escape(name)}\")\s*[=.]")
        hits = [n for n in range(at, len(lines)) if header.match(lines[n]) or setting.match(lines[n])]
        if not hits:
            break
        found = hits[min(int(index or 0), len(hits) - 1)]
        at = found
    return None if found is None else front.first + found


def _top(file: Path, source: str, first: int) -> dict[str, Any]:
    """Only the keys before the first table: in TOML plain keys come first, and a list needs only those.

    A line of a long string or list can look like a table: then what precedes it is not TOML, and all is read.
    """
    table = _TABLE.search("\n" + source)
    if table is None:
        return _load(file, source, first)
    try:
        return _load(file, source[: table.start()], first)
    except CourseError:
        return _load(file, source, first)


def _load(file: Path, source: str, first: int) -> dict[str, Any]:
    """The settings. What would keep a TOML parser busy for hours, long or a.b.c.d... deep, is not given to it."""
    if len(source) > LONGEST:
        raise CourseError(file, "these settings are longer than 256 kB. Keep text below them.", first)
    data = simple(source)
    return _parsed(file, source, first) if data is None else data


def _parsed(file: Path, source: str, first: int) -> dict[str, Any]:
    import tomllib

    deep = re.search(_DEEP, source) if source.count(".") >= 100 else None
    if deep:
        line = first + source.count("\n", 0, deep.start())
        raise CourseError(file, "these settings are nested too deeply to be read.", line)
    try:
        data = tomllib.loads(source)
    except RecursionError:
        raise CourseError(file, "these settings are nested too deeply to be read.", first) from None
    except ValueError as error:
        from tui_tutor.course.wording import not_toml

        line, problem = not_toml(str(error), source)
        raise CourseError(file, problem, first + line - 1) from None
    _no_control(file, data, first)
    return data


def _no_control(file: Path, data: dict[str, Any], first: int) -> None:
    """TOML can write a control character as an escape, where reading the file did not see it."""
    queue: list[Any] = [data]
    while queue:
        value = queue.pop()
        if isinstance(value, dict):
            queue += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            queue += value
        elif isinstance(value, str) and (control := CONTROL.search(value)):
            problem = f"these settings hold the control character {control[0]!r}. Take it away."
            raise CourseError(file, problem, first)
