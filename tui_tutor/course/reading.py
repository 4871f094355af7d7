"""Bytes of an author's file as text: UTF-8, one newline everywhere, every failure a CourseError."""

import os
import re
import stat
from pathlib import Path

from tui_tutor.course.types import CourseError

LARGEST = 4 << 20

# What moves a cursor or rings a bell has no place in a course: its texts go to a terminal.
_CLOSING = re.compile(rb"\n\+\+\+[ \t\r]*(?:\n|\Z)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def read_bytes(file: Path) -> bytes:
    """The bytes of a plain file of at most 4 MB. Raises CourseError when it is none or cannot be read."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise CourseError(file, "this is not a plain file. Put one here.")
        if status.st_size > LARGEST:
            raise CourseError(file, "this file is larger than 4 MB. Split it.")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise CourseError(
            file, f"this file cannot be read ({reason}). Check its name and its rights."
        ) from error


def decode(file: Path, data: bytes) -> str:
    """Text with "\\n" at the end of every line. Raises CourseError, with the line, when it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CourseError(file, "this line is not UTF-8 text. Save the file as UTF-8.", line) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise CourseError(file, f"this line holds the control character {control[0]!r}. Take it away.", line)
    return text


def read_text(file: Path) -> str:
    """The file as text. Raises CourseError."""
    return decode(file, read_bytes(file))


def read_head(file: Path) -> str:
    """A Markdown file's front matter alone, up to the line that closes it; the whole text when none does.

    What is wrong with the text below is told to whoever reads it. Raises CourseError.
    """
    data = read_bytes(file)
    closing = _CLOSING.search(data, data.find(b"+++") + 3)
    return decode(file, data[: closing.end()] if closing else data)


def digest(*contents: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of these contents, one after the other."""
    import hashlib  # here: it loads OpenSSL, for which the map of a course does not wait

    return hashlib.sha256(b"".join(contents)).hexdigest()[:16]
