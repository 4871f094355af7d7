"""The TOML between two `+++` lines, or a whole TOML file: read, typed, errors with line and key."""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tui_tutor.course.names import nearest
from tui_tutor.course.reading import CONTROL
from tui_tutor.course.types import CourseError

FENCE = "+++"
LONGEST = 256 << 10

_T = TypeVar("_T", bound=Struct)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")
_TABLE = re.compile(r"\n[ \t]*\[")
_KEY = r"""(?>[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DEEP = re.compile(rf"(?<![\w-])(?:{_KEY}[ \t]*\.[ \t]*){{100}}")
_PATH = re.compile(r" - at `\$\.?(.*)`$")

# What msgspec says, and what an author wants to read. The path of the key is cut off before.
_SENTENCES = (
    (re.compile(r"Expected `\w+` (>=?|<=?) (\S+)"), "must be {0} {1}."),
    (re.compile(r"Expected `str`"), "must be text in quotes."),
    (re.compile(r"Expected `int`"), "must be a whole number."),
    (re.compile(r"Expected `float`"), "must be a number."),
    (re.compile(r"Expected `bool`"), "must be true or false."),
    (re.compile(r"Expected `array"), "must be a list in square brackets."),
    (re.compile(r"Expected `object"), "must be a table of its own."),
    (re.compile(r"Number out of range"), "is out of range."),
)


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
        raise _translated(front, record, str(error)) from None


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
    deep = _DEEP.search(source)
    if deep:
        line = first + source.count("\n", 0, deep.start())
        raise CourseError(file, "these settings are nested too deeply to be read.", line)
    try:
        data = tomllib.loads(source)
    except RecursionError:
        raise CourseError(file, "these settings are nested too deeply to be read.", first) from None
    except ValueError as error:
        line, problem = _where(str(error), source)
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


def _where(message: str, source: str) -> tuple[int, str]:
    """The line (from 1) that a message of tomllib is about, and the message in our words."""
    at = _AT_LINE.search(message)
    reason = message[: at.start()] if at else message
    line = int(at[1]) if at and at[1] else max(1, source.rstrip("\n").count("\n") + 1)
    if "Cannot overwrite" in reason or "twice" in reason:
        return line, "this key or table is there twice. Keep one."
    return line, f"this is not TOML: {reason}. Text stands in quotes, lists in square brackets."


def _translated(front: FrontMatter, record: type[Struct], message: str) -> CourseError:
    at = _PATH.search(message)
    path = at[1] if at else ""
    reason = message[: at.start()] if at else message
    field = re.search(r"`([^`]*)`", reason)
    name = field[1] if field else ""
    inside = f" in [{path}]" if path else ""
    if "missing required field" in reason:
        problem = f'the key "{name}" is missing{inside}. Add it.'
        return CourseError(front.file, problem, line_of(front, path) or front.first)
    if "unknown field" in reason:
        known = _fields(record, path)
        line = line_of(front, f"{path}.{name}" if path else name)
        return CourseError(front.file, f'"{name}" is not a key{inside}. {nearest(name, known)}', line)
    wrong = re.search(r"Invalid enum value '?(.*?)'?$", reason)
    if wrong:
        allowed = _allowed(record, path)
        problem = f'"{path}" cannot be "{wrong[1]}". {nearest(wrong[1], allowed)}'
        return CourseError(front.file, problem, line_of(front, path))
    return CourseError(front.file, f'"{path}" {_sentence(reason)}', line_of(front, path))


def _sentence(reason: str) -> str:
    for pattern, sentence in _SENTENCES:
        match = pattern.match(reason)
        if match:
            return sentence.format(*match.groups())
    return f"is not what it should be ({reason})."


def _record(record: type[Struct], path: str) -> type[Struct]:
    """The record that holds the keys below a path such as `curve` or `choices[1]`."""
    for name in re.findall(r"[A-Za-z_]\w*", path):
        annotation = msgspec.structs.fields(record)
        kinds = next((field.type for field in annotation if field.encode_name == name), None)
        inner = next(
            (kind for kind in _parts(kinds) if isinstance(kind, type) and issubclass(kind, Struct)), None
        )
        if inner is None:
            break
        record = inner
    return record


def _fields(record: type[Struct], path: str) -> list[str]:
    return [field.encode_name for field in msgspec.structs.fields(_record(record, path))]


def _allowed(record: type[Struct], path: str) -> list[str]:
    holder, _, name = path.rpartition(".")
    fields = msgspec.structs.fields(_record(record, holder))
    kinds = next((field.type for field in fields if field.encode_name == name), None)
    return [str(part) for part in _parts(kinds) if isinstance(part, str)]


def _parts(annotation: Any) -> list[Any]:
    """An annotation and everything inside its brackets: `tuple[Choice, ...]` holds `Choice`."""
    parts = [annotation]
    for inner in getattr(annotation, "__args__", ()):
        parts += _parts(inner)
    return parts
