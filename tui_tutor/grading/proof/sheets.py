"""Cheat sheets: every mark marks something, and what a lesson marks fits on a page."""

import re
from collections.abc import Iterator

from tui_tutor import mathtext
from tui_tutor.course import Course, LessonSummary
from tui_tutor.course.frontmatter import FrontMatter
from tui_tutor.course.markdown import MARK, in_fences
from tui_tutor.course.sheets import Entry, load_sheet, marks

PAGE = 70  # lines of 80 columns
COLUMNS = 76
_NEARLY = re.compile(r"<!--\s*(?:cheat)?[\s-]*sheets?\b", re.IGNORECASE)


def wrong_marks(front: FrontMatter, exercise: str | None) -> Iterator[tuple[int, str]]:
    """Line and problem of every mark of a file that marks nothing, or is none because of how it is written."""
    for entry in marks(front.file, exercise):
        if entry.text is not None and not entry.text.strip():
            yield entry.line, f'nothing stands below the mark "{entry.caption}". Put it right above a block.'
    inside = in_fences(front.body)
    for number, line in enumerate(front.body.split("\n"), 1):
        if number not in inside and _NEARLY.search(line) and not MARK.fullmatch(line):
            problem = (
                "this is not a mark for the cheat sheet. Write a line of its own: <!-- sheet: CAPTION -->"
            )
            yield front.body_line - 1 + number, problem


def too_long(course: Course, lesson: LessonSummary) -> Iterator[tuple[int, str]]:
    """That the sheet of a lesson is longer than a page, at the first mark of its text."""
    sheet = load_sheet(course, lesson)
    entries = [*sheet.entries, *sheet.mistakes]
    lines = sum(map(_height, entries))
    if lines > PAGE:
        first = next((entry.line for entry in entries if entry.exercise is None), 1)
        yield first, f"the cheat sheet has about {lines} lines, and a page holds {PAGE}. Take marks away."


def _height(entry: Entry) -> int:
    """Lines of an entry on a page: its caption, and its block between empty lines."""
    caption = -(-len(entry.caption) // COLUMNS)
    if entry.text is None:
        return caption
    lines = entry.text.strip().split("\n")
    if lines[0].strip() == "$$":
        return caption + len(mathtext.render("\n".join(lines[1:-1]))) + 3
    return caption + sum(max(1, -(-len(line) // COLUMNS)) for line in lines) + 3
