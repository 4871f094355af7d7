"""Links and images of a Markdown text: where they lead, and that they lead somewhere inside the course."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from tui_tutor.course import Course
from tui_tutor.course.markdown import fences
from tui_tutor.mathtext.running import CODE, FORMULA

_INLINE = re.compile(r"\]\(\s*<?([^)\s>]+)")  # also [![image](inside)](a-link)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def dead_links(text: str, course: Course, path: Path) -> Iterator[tuple[int, str]]:
    """Line and problem of every link of the file `path` that leads nowhere, or out of the course."""
    for line, target in file_links(text):
        if course.find(target) is not None:
            continue
        file = linked_file(path, target)
        if file is None:
            yield line, f"the link to {target} leads nowhere. Write the file, or mend the link."
        elif not file.is_relative_to(course.folder.resolve()):
            yield line, f"the link to {target} leads out of the course. Copy the file into the course."


def file_links(text: str) -> Iterator[tuple[int, str]]:
    """Line and target of every link or image that names a file; addresses of the web are none."""
    prose = blanked(FORMULA, without_code(text))
    for pattern in (_INLINE, _DEFINITION):
        for match in pattern.finditer(prose):
            target = unquote(match[1].split("#")[0].split("?")[0])
            if target and not _SCHEME.match(match[1]):
                yield prose.count("\n", 0, match.start(1)) + 1, target


def linked_file(path: Path, target: str) -> Path | None:
    """The file that a link of `path` leads to, as it lies on the disk; None when there is none."""
    try:
        file = path.parent / target
        return file.resolve() if file.exists() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def without_code(text: str) -> str:
    """The text with code blocks and code spans blanked, so that lines keep their numbers."""
    lines = text.split("\n")
    for block in fences(text):
        for number in range(block.first - 1, block.last or len(lines)):
            lines[number] = ""
    return blanked(CODE, "\n".join(lines))


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with every match replaced by spaces; line feeds stay."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
