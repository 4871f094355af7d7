"""Lessons and articles: front matter, and steps cut at `##` headings."""

import re
from pathlib import Path
from typing import Any

from tui_tutor.course.frontmatter import FrontMatter, line_of, split, typed
from tui_tutor.course.markdown import headings, sections, shown
from tui_tutor.course.names import ID_RULE, is_id
from tui_tutor.course.reading import is_file, read_text
from tui_tutor.course.settings import LessonSettings
from tui_tutor.course.summaries import read_summary
from tui_tutor.course.types import CourseError, ExerciseSummary, Flaw, Lesson, LessonSummary, Step

LESSON = "lesson.md"
_FOLDER = re.compile(r"(\d{1,9})-(.+)")
_OWN = frozenset({LESSON, "README.md"})


def read_lesson_summary(folder: Path, broken: list[Flaw]) -> LessonSummary:
    """A lesson as it is listed; what is wrong with single exercises goes to `broken`. Raises CourseError."""
    number, lesson = lesson_name(folder)
    front, settings = _front(folder / LESSON)
    exercises = _exercises(front, settings, lesson, broken)
    broken += (error.flaw for error in _strays(folder, settings))
    return LessonSummary(
        id=lesson,
        number=number,
        title=settings.title,
        summary=settings.summary,
        exercises=exercises,
        path=front.file,
        requires=settings.requires,
    )


def read_lesson(summary: LessonSummary) -> Lesson:
    """The lesson with its text. Raises CourseError."""
    front, settings = _front(summary.path)
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


def lesson_name(folder: Path) -> tuple[int, str]:
    """Number and id from a folder's name such as `04-numerical-gradients`. Raises CourseError."""
    match = _FOLDER.fullmatch(folder.name)
    if match is None or not is_id(match[2]):
        problem = (
            f"a lesson's folder is named like 04-numerical-gradients: a number, a hyphen, an id of {ID_RULE}."
        )
        raise CourseError(folder, problem)
    return int(match[1]), match[2]


def _front(file: Path) -> tuple[FrontMatter, LessonSettings]:
    front = split(file, read_text(file))
    return front, typed(front, LessonSettings)


def _extra(front: FrontMatter) -> dict[str, Any]:
    return {key: value for key, value in front.data.items() if key not in LessonSettings.__struct_fields__}


def _exercises(
    front: FrontMatter, settings: LessonSettings, lesson: str, broken: list[Flaw]
) -> tuple[ExerciseSummary, ...]:
    found: dict[str, ExerciseSummary] = {}
    for name in settings.exercises:
        try:
            if name in found:
                raise CourseError(
                    front.file, f'"exercises" lists "{name}" twice. Keep one.', _entry(front, name)
                )
            found[name] = _listed(front, name, lesson)
        except CourseError as error:
            broken.append(error.flaw)
    return tuple(found.values())


def _listed(front: FrontMatter, name: str, lesson: str) -> ExerciseSummary:
    if not is_id(name):
        problem = f'"exercises" lists "{name}", which is not an id: {ID_RULE}.'
        raise CourseError(front.file, problem, _entry(front, name))
    path = front.file.with_name(f"{name}.md")
    if not is_file(path):
        problem = f'"exercises" lists "{name}", and there is no {path.name} beside this file. Write it.'
        raise CourseError(front.file, problem, _entry(front, name))
    return read_summary(path, lesson)


def _entry(front: FrontMatter, name: str) -> int | None:
    """The line on which a list of the front matter names an exercise."""
    quoted = (f'"{name}"', f"'{name}'")
    for number, line in enumerate(front.source.split("\n")):
        if any(text in line for text in quoted):
            return front.first + number
    return line_of(front, "exercises")


def _strays(folder: Path, settings: LessonSettings) -> list[CourseError]:
    """Files that look like exercises and are none."""
    listed = set(settings.exercises)
    prose = {path.stem for path in folder.glob("*.md") if path.name not in _OWN}
    python = {path.stem for path in folder.glob("*.py")}
    unlisted = [
        CourseError(folder / f"{name}.md", f'{LESSON} does not list this. Add "{name}" to its exercises.')
        for name in sorted(prose - listed)
    ]
    alone = [
        CourseError(folder / f"{name}.py", f"there is no {name}.md beside this. Write it, or take this away.")
        for name in sorted(python - prose - listed)
    ]
    return unlisted + alone


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
