"""Every formula of a file can be set: those of its text, and those of the messages in its front matter."""

from collections.abc import Iterator
from typing import Any

from tui_tutor import mathtext
from tui_tutor.course import dialect
from tui_tutor.course.frontmatter import FrontMatter, line_of
from tui_tutor.course.names import nearest
from tui_tutor.grading.proof.links import without_code
from tui_tutor.mathtext import running


def broken_formulas(front: FrontMatter) -> Iterator[tuple[int, str]]:
    """Line and problem of every formula that a reader would see as TeX."""
    told = set()
    for line, tex in _in_body(front):
        if (line, tex) not in told and (unknown := mathtext.unknown(tex)):
            yield line, _sentence(unknown)
        told.add((line, tex))
    yield from _in_settings(front)


def _in_body(front: FrontMatter) -> Iterator[tuple[int, str]]:
    """As Markdown has them, and as a message has them that is no Markdown: an author may rely on both."""
    before = front.body_line - 1
    for line, tex in dialect.formulas(front.body):
        yield before + line, tex
    prose = without_code(front.body)
    for start, tex in running.formulas(prose):
        yield before + prose.count("\n", 0, start) + 1, tex


def _in_settings(front: FrontMatter) -> Iterator[tuple[int, str]]:
    for path, text in _texts(front.data, ""):
        for _, tex in running.formulas(text):
            if unknown := mathtext.unknown(tex):
                yield line_of(front, path) or front.first, _sentence(unknown)


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text of the settings with its path, such as `choices[1].message`."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")


def _sentence(unknown: frozenset[str]) -> str:
    names = sorted(name for name in unknown if name.startswith("\\"))
    if not names:
        return f"this formula cannot be set: {', '.join(sorted(unknown))}. Mend its TeX."
    what = "an unknown command" if len(names) == 1 else "unknown commands"
    close = nearest(names[0], mathtext.commands())
    remedy = close if close.startswith("Did you mean") else "Write it another way."
    return f"this formula has {what}: {', '.join(names)}. {remedy}"
