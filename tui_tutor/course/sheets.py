"""A lesson's cheat sheet: what its author has marked in the lesson and in its exercises, on one page.

A mark is a line `<!-- sheet: CAPTION -->`. Above a formula, a table, a list, a paragraph or a code block it puts that
block on the sheet, under its caption; in a mistake's section it puts the caption among the typical mistakes.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tui_tutor.course.frontmatter import split
from tui_tutor.course.markdown import MARK, fences, in_fences, sections
from tui_tutor.course.reading import read_text
from tui_tutor.course.types import Course, LessonSummary

MISTAKE = "Mistake "


class Entry(Struct, frozen=True):
    """One thing on a sheet. `text` is Markdown, None for a mistake; `line` (from 1) is that of the mark in its file."""

    caption: str
    text: str | None
    line: int
    exercise: str | None = None


class Sheet(Struct, frozen=True):
    """The cheat sheet of one lesson; without entries there is none."""

    lesson: str
    title: str
    entries: tuple[Entry, ...]
    mistakes: tuple[Entry, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been marked."""
        return not (self.entries or self.mistakes)

    @property
    def markdown(self) -> str:
        """The sheet as the Markdown that lessons are written in."""
        parts = [f"**{entry.caption}**\n\n{entry.text}" for entry in self.entries]
        if self.mistakes:
            listed = "\n".join(f"- {one.caption} (`{one.exercise}`)" for one in self.mistakes)
            parts.append(f"### Typical mistakes\n\n{listed}")
        return "\n\n".join(parts)


def load_sheet(course: Course, lesson: LessonSummary) -> Sheet:
    """The sheet of a lesson of this course. Raises CourseError when a file cannot be read."""
    found = list(marks(lesson.path))
    for exercise in lesson.exercises:
        found += marks(exercise.path, exercise.id)
    return Sheet(
        lesson.id,
        f"{lesson.number} {lesson.title}",
        tuple(entry for entry in found if entry.text is not None),
        tuple(entry for entry in found if entry.text is None),
    )


def marks(path: Path, exercise: str | None = None) -> Iterator[Entry]:
    """Every mark of a file, in order; in an exercise's mistakes they are captions alone. Raises CourseError."""
    front = split(path, read_text(path))
    before = front.body_line - 1
    for section in sections(front.body):
        alone = exercise is not None and section.title.startswith(MISTAKE)
        lines = section.text.split("\n")
        inside = in_fences(section.text)
        for number, line in enumerate(lines, 1):
            mark = MARK.fullmatch(line)
            if mark and number not in inside:
                text = None if alone else _block(section.text, number)
                yield Entry(mark[1], text, before + section.line + number, exercise)


def _block(text: str, mark: int) -> str:
    """The block of Markdown below line `mark`; empty when nothing stands directly there."""
    lines = text.split("\n")
    first = next((number for number in range(mark, len(lines)) if lines[number].strip()), len(lines))
    fence = next((one for one in fences(text) if one.first == first + 1), None)
    if fence is not None:
        return "\n".join(lines[first : fence.last])
    if first < len(lines) and lines[first].strip() == "$$":
        last = next((n for n in range(first + 1, len(lines)) if lines[n].strip() == "$$"), first)
        return "\n".join(lines[first : last + 1])
    end = next(
        (n for n in range(first, len(lines)) if not lines[n].strip() or MARK.fullmatch(lines[n])), len(lines)
    )
    return "\n".join(lines[first:end])
