"""A course as a map: its lessons and exercises listed, its broken parts named, nothing of their text read."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec.structs import replace

from tui_tutor.course.folders import COURSE, LESSON, is_file, shipped_course
from tui_tutor.course.frontmatter import FrontMatter, line_of, split, typed, whole
from tui_tutor.course.lessons import read_lesson_summary
from tui_tutor.course.names import ID_RULE, is_id, nearest
from tui_tutor.course.reading import read_text
from tui_tutor.course.settings import CourseSettings
from tui_tutor.course.types import (
    Course,
    CourseError,
    Exercise,
    ExerciseSummary,
    Flaw,
    Lesson,
    LessonSummary,
)

_NUMBERED = re.compile(r"\d+-")


def open_course(folder: Path | str | None = None) -> Course:
    """The course in a folder, or the shipped one.

    What is wrong with single lessons and exercises is told in `Course.broken`; the rest is listed. Raises
    CourseError when there is no course at all.
    """
    home = shipped_course() if folder is None else Path(folder)
    file = home / COURSE
    if not is_file(file):
        problem = f"there is no {COURSE} here, so this is no course. Begin one: tutor course new DIR"
        raise CourseError(home, problem)
    front = whole(file, read_text(file))
    settings = typed(front, CourseSettings)
    if not is_id(settings.id):
        problem = f'"id" cannot be "{settings.id}": {ID_RULE}.'
        raise CourseError(file, problem, line_of(front, "id"))
    broken: list[Flaw] = []
    lessons = _unique(_lessons(home, broken), broken)
    broken += _dangling(front, "doors", settings.doors, [lesson.id for lesson in lessons])
    exercises = [exercise.id for lesson in lessons for exercise in lesson.exercises]
    broken += _dangling(front, "placement", settings.placement, exercises)
    for lesson in lessons:
        broken += _requirements(lesson, lessons)
    return Course(
        id=settings.id,
        title=settings.title,
        version=settings.version,
        folder=home,
        lessons=lessons,
        doors=settings.doors,
        placement=settings.placement,
        broken=tuple(broken),
    )


def load_lesson(course: Course, lesson_id: str) -> Lesson:
    """A lesson with its steps. Raises CourseError when there is none of that id, or it cannot be read."""
    from tui_tutor.course.texts import read_lesson  # a list of exercises needs none of it

    for summary in course.lessons:
        if summary.id == lesson_id:
            return read_lesson(summary)
    known = [summary.id for summary in course.lessons]
    raise CourseError(
        course.folder, f'there is no lesson "{lesson_id}". {nearest(lesson_id, known)}'.rstrip()
    )


def load_exercise(course: Course, exercise_id: str) -> Exercise:
    """An exercise with everything that belongs to it, found by its id or a former one. Raises CourseError."""
    from tui_tutor.course.exercises import read_exercise  # a list of exercises needs none of it

    summary = course.find(exercise_id)
    if summary is not None:
        return read_exercise(summary.path, summary.lesson)
    for path in course.folder.glob(f"*/{exercise_id}.md") if is_id(exercise_id) else ():
        read_exercise(path, path.parent.name)  # a broken exercise is not listed: this tells why
        raise CourseError(path, "this is not an exercise of the course: its lesson does not list it.")
    known = [exercise.id for lesson in course.lessons for exercise in lesson.exercises]
    raise CourseError(
        course.folder, f'there is no exercise "{exercise_id}". {nearest(exercise_id, known)}'.rstrip()
    )


def _lessons(home: Path, broken: list[Flaw]) -> list[LessonSummary]:
    lessons: list[LessonSummary] = []
    try:
        folders = sorted(path for path in home.iterdir() if path.is_dir())
    except OSError as error:
        raise CourseError(
            home, f"this folder cannot be read ({error.strerror}). Check its rights."
        ) from error
    for folder in folders:
        if not (is_file(folder / LESSON) or _NUMBERED.match(folder.name)):
            continue
        try:
            lessons.append(read_lesson_summary(folder, broken))
        except CourseError as error:
            broken.append(error.flaw)
    return sorted(lessons, key=lambda lesson: (lesson.number, lesson.id))


def _unique(lessons: Iterable[LessonSummary], broken: list[Flaw]) -> tuple[LessonSummary, ...]:
    """Every id once in the course: the first keeps it. An alias gives way to ids and earlier aliases."""
    kept = _unique_ids(lessons, broken)
    owners = {exercise.id: exercise.path for lesson in kept for exercise in lesson.exercises}
    result: list[LessonSummary] = []
    for lesson in kept:
        exercises: list[ExerciseSummary] = []
        for exercise in lesson.exercises:
            mine: list[str] = []
            for alias in exercise.aliases:
                if alias in owners:
                    problem = f'the alias "{alias}" already belongs to {owners[alias]}. Take it away.'
                    broken.append(CourseError(exercise.path, problem, _alias_line(exercise.path)).flaw)
                else:
                    owners[alias] = exercise.path
                    mine.append(alias)
            exercises.append(replace(exercise, aliases=tuple(mine)))
        result.append(replace(lesson, exercises=tuple(exercises)))
    return tuple(result)


def _alias_line(path: Path) -> int | None:
    """The line of an exercise's aliases; its front matter is read again only to find it."""
    return line_of(split(path, read_text(path), top_only=True), "aliases")


def _unique_ids(lessons: Iterable[LessonSummary], broken: list[Flaw]) -> list[LessonSummary]:
    taken: dict[str, Path] = {}
    kept: dict[str, LessonSummary] = {}
    for lesson in lessons:
        if lesson.id in kept:
            problem = f'the id "{lesson.id}" already belongs to {kept[lesson.id].path}. Rename this folder.'
            broken.append(CourseError(lesson.path, problem).flaw)
            continue
        exercises: list[ExerciseSummary] = []
        for exercise in lesson.exercises:
            if exercise.id in taken:
                problem = f'the id "{exercise.id}" already belongs to {taken[exercise.id]}. Rename this one.'
                broken.append(CourseError(exercise.path, problem).flaw)
            else:
                taken[exercise.id] = exercise.path
                exercises.append(exercise)
        kept[lesson.id] = replace(lesson, exercises=tuple(exercises))
    return list(kept.values())


def _dangling(front: FrontMatter, key: str, names: Iterable[str], known: Collection[str]) -> list[Flaw]:
    """What is wrong with the names that this key lists and the course does not have."""
    return [
        CourseError(front.file, _absent(key, name, known), line_of(front, key)).flaw
        for name in names
        if name not in known
    ]


def _requirements(lesson: LessonSummary, lessons: Iterable[LessonSummary]) -> list[Flaw]:
    """The same for what a lesson requires; its front matter is read again only to find the line."""
    known = [other.id for other in lessons]
    if all(name in known for name in lesson.requires):
        return []
    return _dangling(split(lesson.path, read_text(lesson.path)), "requires", lesson.requires, known)


def _absent(key: str, name: str, known: Collection[str]) -> str:
    return f'"{key}" names "{name}", which this course does not have. {nearest(name, known)}'.rstrip()
