"""One exercise: `ID.md` and `ID.py` read, checked against each other, and made into a record."""

from pathlib import Path

from tui_tutor.course.anatomy import Anatomy, take_apart
from tui_tutor.course.consistency import QUESTIONS, check_problem, check_prose, check_settings, check_starter
from tui_tutor.course.folders import is_file
from tui_tutor.course.frontmatter import split, typed
from tui_tutor.course.mistakes import read_mistake
from tui_tutor.course.problem import read_problem
from tui_tutor.course.prose import read_prose
from tui_tutor.course.reading import decode, digest, read_bytes
from tui_tutor.course.settings import ExerciseSettings
from tui_tutor.course.types import CourseError, Exercise, Problem


def read_exercise(path: Path, lesson: str) -> Exercise:
    """The whole exercise in `path`, an `ID.md`, with the `ID.py` beside it. Raises CourseError."""
    prose_bytes = read_bytes(path)
    front = split(path, decode(path, prose_bytes))
    settings = typed(front, ExerciseSettings)
    check_settings(front, settings)
    prose = read_prose(front)
    check_prose(front, settings, prose)
    problem_bytes, anatomy, problem = _python(path.with_suffix(".py"), settings)
    check_problem(front, settings, problem, anatomy)
    check_starter(front, settings, prose, problem, anatomy)
    mistakes = [read_mistake(anatomy, settings.function, change, path) for change in prose.changes if anatomy]
    return Exercise(
        id=path.stem,
        lesson=lesson,
        title=settings.title,
        kind=settings.kind,
        level=settings.level,
        judged=problem.judged if problem else "question",
        function=settings.function,
        task=prose.task,
        starter=prose.starter,
        hints=prose.hints,
        mistakes=tuple(mistakes),
        afterwards=prose.afterwards,
        digest=digest(prose_bytes, problem_bytes),
        path=path,
        h=settings.h,
        points=settings.points,
        limits=settings.limits,
        tags=settings.tags,
        aliases=settings.aliases,
        intermediates=settings.intermediates,
        withheld=settings.withheld,
        losses=settings.losses,
        curve=settings.curve,
        choices=settings.choices,
        number=settings.number,
        explore=settings.explore,
        problem=problem,
    )


def _python(path: Path, settings: ExerciseSettings) -> tuple[bytes, Anatomy | None, Problem | None]:
    """The problem beside the prose; a plain question may do without."""
    question = settings.kind in QUESTIONS
    if not is_file(path):
        if question:
            return b"", None, None
        problem = (
            f"this file is missing: a {settings.kind} exercise has its data, loss and solution here. Add it."
        )
        raise CourseError(path, problem)
    content = read_bytes(path)
    anatomy = take_apart(path, decode(path, content))
    return content, anatomy, read_problem(anatomy, settings.function, question=question)
