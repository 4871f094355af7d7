"""Just enough of Markdown: which lines are headings, which lie inside a code fence."""

import re
from collections.abc import Iterator

from msgspec import Struct

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})([^`]*)$")
_HEADING = re.compile(r" {0,3}(#{1,6})([ \t].*)?$")


_SOFT_BREAK = re.compile(r"(?<=\S)[ \t]*\n(?!\s|[-*+]\s|\d+[.)]\s|[|>`#]|$)")
COMPUTED = ("python", "computed")
MARK = re.compile(r"[ \t]*<!-- sheet: (\S.*?) -->[ \t]*")


class Fence(Struct, frozen=True):
    """A code block: the words after the opening marks, its text, and the lines (from 1) of its marks.

    `last` is None when the block never closes.
    """

    words: tuple[str, ...]
    text: str
    first: int
    last: int | None


class Section(Struct, frozen=True):
    """A second-level heading, its line, and the text below it. Before the first: no title, line 0."""

    title: str
    line: int
    text: str


def fences(text: str) -> list[Fence]:
    """The code blocks of a text, in order."""
    blocks: list[Fence] = []
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        opening = _FENCE.match(lines[number])
        if opening:
            end = _closing(lines, number, opening[1])
            inside = lines[number + 1 : end if end is not None else len(lines)]
            last = None if end is None else end + 1
            blocks.append(Fence(tuple(opening[2].split()), "\n".join([*inside, ""]), number + 1, last))
            number = len(lines) if end is None else end
        number += 1
    return blocks


def in_fences(text: str) -> frozenset[int]:
    """The lines (from 1) of all code blocks, their marks included."""
    end = text.count("\n") + 1
    return frozenset(
        number for fence in fences(text) for number in range(fence.first, (fence.last or end) + 1)
    )


def sections(text: str) -> list[Section]:
    """A text cut at its `##` headings; what comes before the first has no title and line 0."""
    lines = text.split("\n")
    marks = [(number, title) for number, level, title in headings(text) if level == 2]
    cuts = [0, *(number for number, _ in marks), len(lines) + 1]
    titles = ["", *(title for _, title in marks)]
    return [
        Section(title, start, "\n".join(lines[start : end - 1]))
        for title, start, end in zip(titles, cuts, cuts[1:], strict=False)
    ]


def shown(text: str) -> str:
    """The text without what is not for readers: `python computed` blocks, and marks for the cheat sheet."""
    inside = in_fences(text)
    lines: list[str | None] = [
        None if MARK.fullmatch(line) and number not in inside else line
        for number, line in enumerate(text.split("\n"), 1)
    ]
    for fence in fences(text):
        if fence.words == COMPUTED:
            lines[fence.first - 1 : fence.last] = [None] * len(lines[fence.first - 1 : fence.last])
    if None not in lines:
        return text
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None))


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line: an author's line breaks are not a reader's.

    Lists stay lists, and a text with a code block stays as it is.
    """
    return text if fences(text) else _SOFT_BREAK.sub(" ", text)


def headings(text: str) -> Iterator[tuple[int, int, str]]:
    """Line (from 1), level and title of every `#` heading outside code blocks."""
    inside = in_fences(text)
    for number, line in enumerate(text.split("\n"), 1):
        heading = _HEADING.match(line)
        if heading and number not in inside:
            yield number, len(heading[1]), _without_closing((heading[2] or "").strip())


def _without_closing(title: str) -> str:
    """`## Title ##` is titled `Title`."""
    bare = title.rstrip("#")
    return bare.rstrip() if bare != title and bare[-1:] in (" ", "\t", "") else title


def _closing(lines: list[str], opening: int, marks: str) -> int | None:
    closing = re.compile(rf" {{0,3}}{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$")
    return next((n for n in range(opening + 1, len(lines)) if closing.match(lines[n])), None)
