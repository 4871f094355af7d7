"""Bytes of an author's file as text: UTF-8, one newline everywhere, every failure a CourseError."""

import hashlib
import os
from pathlib import Path

from tui_tutor.course.types import CourseError


def read_bytes(file: Path) -> bytes:
    """The file's bytes. Raises CourseError when it cannot be read."""
    try:
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
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_text(file: Path) -> str:
    """The file as text. Raises CourseError."""
    return decode(file, read_bytes(file))


def digest(*contents: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of these contents, one after the other."""
    return hashlib.sha256(b"".join(contents)).hexdigest()[:16]
