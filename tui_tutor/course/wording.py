"""What tomllib and msgspec say about settings, in words for an author. Imported when something is wrong."""

import re
from typing import Any

import msgspec
from msgspec import Struct

from tui_tutor.course.frontmatter import FrontMatter, line_of
from tui_tutor.course.names import nearest
from tui_tutor.course.types import CourseError

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")
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


def not_toml(message: str, source: str) -> tuple[int, str]:
    """The line (from 1) that a message of tomllib is about, and the message in our words."""
    at = _AT_LINE.search(message)
    reason = message[: at.start()] if at else message
    line = int(at[1]) if at and at[1] else max(1, source.rstrip("\n").count("\n") + 1)
    if "Cannot overwrite" in reason or "twice" in reason:
        return line, "this key or table is there twice. Keep one."
    return line, f"this is not TOML: {reason}. Text stands in quotes, lists in square brackets."


def not_fitting(front: FrontMatter, record: type[Struct], message: str) -> CourseError:
    """The error for what `msgspec.convert` said of these settings: the key, its line, what it must be."""
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
