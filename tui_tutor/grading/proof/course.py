"""The proof of a course, or of a part of it: lessons and exercises side by side, in a stable order."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tui_tutor.course import Course, CourseError, Flaw, LessonSummary, load_exercise, load_lesson
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.proof.exercise import prove_exercise
from tui_tutor.grading.proof.files import stray_files
from tui_tutor.grading.proof.prose import prove_prose
from tui_tutor.grading.proof.records import EVERYTHING, Finding, Proof, Scope
from tui_tutor.grading.proof.sheets import too_long

Progress = Callable[[str], None]


def prove(course: Course, checker: Checker, on_progress: Progress, scope: Scope = EVERYTHING) -> Proof:
    """Proves every lesson and exercise in the scope. `on_progress` hears the id of each part that is done.

    The proofs run in as many threads as there are processors; each waits for confined calls, which do the work.
    """
    started = time.monotonic()
    parts = list(_parts(course, checker, scope))
    findings = [
        Finding(flaw.file, flaw.problem, flaw.line) for flaw in course.broken if _about(flaw, course, scope)
    ]
    findings += stray_files(course) if scope == EVERYTHING else []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        futures = [(name, pool.submit(part)) for name, part in parts]
        try:
            for name, future in futures:
                findings += future.result()
                on_progress(name)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # or Ctrl+C would wait for the whole course
            raise
    lessons = sum(scope.has_lesson(lesson.id) for lesson in course.lessons)
    seconds = round(time.monotonic() - started, 3)
    return Proof(course.id, len(parts) - lessons, lessons, tuple(findings), seconds)


def _parts(
    course: Course, checker: Checker, scope: Scope
) -> Iterator[tuple[str, Callable[[], list[Finding]]]]:
    """Name and proof of everything in the scope; an exercise that is not listed because it is broken says why."""
    for lesson in course.lessons:
        if scope.has_lesson(lesson.id):
            yield lesson.id, partial(_lesson, course, lesson, checker)
        for exercise in lesson.exercises:
            if scope.has_exercise(lesson.id, exercise.id):
                yield exercise.id, partial(_exercise, course, exercise.id, checker)
    for name in sorted(scope.exercises):
        if course.find(name) is None:
            yield name, partial(_exercise, course, name, checker)


def _about(flaw: Flaw, course: Course, scope: Scope) -> bool:
    """Whether what is wrong in the list of the course lies in the scope; what is not listed says so itself."""
    if scope == EVERYTHING:
        return True
    file = Path(flaw.file)
    folders = [lesson.path.parent for lesson in course.lessons if scope.has_lesson(lesson.id)]
    listed = scope.exercises & {one.id for lesson in course.lessons for one in lesson.exercises}
    return file.stem in listed or any(file.is_relative_to(folder) for folder in folders)


def _lesson(course: Course, lesson: LessonSummary, checker: Checker) -> list[Finding]:
    try:
        load_lesson(course, lesson.id)
        found = prove_prose(course, lesson.path, checker)
        return found + [
            Finding(str(lesson.path), problem, line) for line, problem in too_long(course, lesson)
        ]
    except CourseError as error:
        return [Finding(error.file, error.problem, error.line)]


def _exercise(course: Course, name: str, checker: Checker) -> list[Finding]:
    try:
        exercise = load_exercise(course, name)
        return prove_exercise(checker, exercise) + prove_prose(course, exercise.path, checker, exercise.id)
    except CourseError as error:
        return [Finding(error.file, error.problem, error.line, name)]
