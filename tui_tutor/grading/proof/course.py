"""The proof of a whole course: lessons and exercises side by side, in a stable order."""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from tui_tutor.course import Course, CourseError, ExerciseSummary, LessonSummary, load_exercise, load_lesson
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.proof.exercise import prove_exercise
from tui_tutor.grading.proof.prose import prove_prose
from tui_tutor.grading.proof.records import Finding, Proof

Progress = Callable[[str], None]


def prove(course: Course, checker: Checker, on_progress: Progress) -> Proof:
    """Proves every lesson and exercise. `on_progress` hears the id of each part that is done.

    The proofs run in as many threads as there are processors; each waits for confined calls, which do the work.
    """
    started = time.monotonic()
    parts = list(_parts(course, checker))
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        futures = [(name, pool.submit(part)) for name, part in parts]
        findings = [Finding(flaw.file, flaw.problem, flaw.line) for flaw in course.broken]
        try:
            for name, future in futures:
                findings += future.result()
                on_progress(name)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # or Ctrl+C would wait for the whole course
            raise
    lessons = len(course.lessons)
    return Proof(
        course.id, len(parts) - lessons, lessons, tuple(findings), round(time.monotonic() - started, 3)
    )


def _parts(course: Course, checker: Checker) -> Iterator[tuple[str, Callable[[], list[Finding]]]]:
    for lesson in course.lessons:
        yield lesson.id, partial(_prove_lesson, course, lesson, checker)
        for exercise in lesson.exercises:
            yield exercise.id, partial(_prove_one, course, exercise, checker)


def _prove_lesson(course: Course, lesson: LessonSummary, checker: Checker) -> list[Finding]:
    try:
        load_lesson(course, lesson.id)
    except CourseError as error:
        return [Finding(error.file, error.problem, error.line)]
    return prove_prose(course, lesson.path, checker)


def _prove_one(course: Course, summary: ExerciseSummary, checker: Checker) -> list[Finding]:
    try:
        exercise = load_exercise(course, summary.id)
    except CourseError as error:
        return [Finding(error.file, error.problem, error.line, summary.id)]
    return prove_exercise(checker, exercise) + prove_prose(course, exercise.path, checker, exercise.id)
