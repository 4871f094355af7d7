"""Lessons and articles with their text: steps cut at `##` headings."""

from pathlib import Path
from typing import Any

from tui_tutor.course.frontmatter import FrontMatter, split
from tui_tutor.course.lessons import read_front
from tui_tutor.course.markdown import headings, sections, shown
from tui_tutor.course.reading import read_text
from tui_tutor.course.settings import LessonSettings
from tui_tutor.course.types import Lesson, LessonSummary, Step


def read_lesson(summary: LessonSummary) -> Lesson:
    """The lesson with its text. Raises CourseError."""
    front, settings = read_front(summary.path, read_text(summary.path))
    return Lesson(
        id=summary.id,
        number=summary.number,
        title=settings.title,
        summary=settings.summary,
        steps=steps(front.body, settings.title),
        exercises=summary.exercises,
        path=summary.path,
        requires=settings.requires,
        extra=_extra(front),
    )


def open_article(path: Path | str) -> Lesson:
    """Any Markdown file as a lesson without exercises; every key of its front matter but the title is extra.

    Raises CourseError when the file cannot be read, or its front matter is not TOML.
    """
    file = Path(path)
    front = split(file, read_text(file))
    title, body = _article_title(front)
    summary = front.data.get("summary", front.data.get("description", ""))
    return Lesson(
        id=file.stem,
        number=0,
        title=title,
        summary=summary if isinstance(summary, str) else "",
        steps=steps(body, title),
        exercises=(),
        path=file,
        extra=_extra(front),
    )


def steps(body: str, title: str) -> tuple[Step, ...]:
    """A text cut at its `##` headings; what precedes the first is a step under the lesson's own title."""
    found = [
        Step(section.title or title, shown(section.text).strip("\n").rstrip()) for section in sections(body)
    ]
    return tuple(found if found[0].text.strip() else found[1:])


def _extra(front: FrontMatter) -> dict[str, Any]:
    return {key: value for key, value in front.data.items() if key not in LessonSettings.__struct_fields__}


def _article_title(front: FrontMatter) -> tuple[str, str]:
    """The title of an article and the text without the heading that it was taken from."""
    title = front.data.get("title")
    if isinstance(title, str) and title.strip():
        return title, front.body
    first = next(((line, text) for line, level, text in headings(front.body) if level == 1 and text), None)
    if first is None:
        return front.file.stem, front.body
    lines = front.body.split("\n")
    return first[1], "\n".join(lines[: first[0] - 1] + lines[first[0] :])
