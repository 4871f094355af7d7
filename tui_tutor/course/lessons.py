"""Lessons as they are listed: their front matter, their exercises, what is wrong with either."""

from pathlib import Path

from tui_tutor.course.folders import LESSON, LESSON_FOLDER, is_file
from tui_tutor.course.frontmatter import FrontMatter, line_of, split, typed
from tui_tutor.course.names import ID_RULE, is_id
from tui_tutor.course.reading import read_head
from tui_tutor.course.settings import LessonSettings
from tui_tutor.course.summaries import read_summary
from tui_tutor.course.types import CourseError, ExerciseSummary, Flaw, LessonSummary

_OWN = frozenset({LESSON, "README.md"})


def read_lesson_summary(folder: Path, broken: list[Flaw]) -> LessonSummary:
    """A lesson as it is listed; what is wrong with single exercises goes to `broken`. Raises CourseError."""
    number, lesson = lesson_name(folder)
    file = folder / LESSON
    front, settings = read_front(file, read_head(file))
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


def lesson_name(folder: Path) -> tuple[int, str]:
    """Number and id from a folder's name such as `04-numerical-gradients`. Raises CourseError."""
    match = LESSON_FOLDER.fullmatch(folder.name)
    if match is None or not is_id(match[2]):
        problem = (
            f"a lesson's folder is named like 04-numerical-gradients: a number, a hyphen, an id of {ID_RULE}."
        )
        raise CourseError(folder, problem)
    return int(match[1]), match[2]


def read_front(file: Path, text: str) -> tuple[FrontMatter, LessonSettings]:
    """The front matter of a `lesson.md` with this text, as it is and as a record. Raises CourseError."""
    front = split(file, text)
    return front, typed(front, LessonSettings)


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
    names = [path.name for path in folder.iterdir()]
    prose = {name.removesuffix(".md") for name in names if name.endswith(".md") and name not in _OWN}
    python = {name.removesuffix(".py") for name in names if name.endswith(".py")}
    unlisted = [
        CourseError(folder / f"{name}.md", f'{LESSON} does not list this. Add "{name}" to its exercises.')
        for name in sorted(prose - listed)
    ]
    alone = [
        CourseError(folder / f"{name}.py", f"there is no {name}.md beside this. Write it, or take this away.")
        for name in sorted(python - prose - listed)
    ]
    return unlisted + alone
