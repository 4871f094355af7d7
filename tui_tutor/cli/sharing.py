"""What every command shares: the options before it, the two errors it may end with, and how it opens things."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from tui_tutor.cli.endings import FAULT as FAULT
from tui_tutor.cli.endings import close

if TYPE_CHECKING:
    from tui_tutor.course import Course, Exercise
    from tui_tutor.progress import Store
    from tui_tutor.progress.working_copy import WorkingCopy

CORRECT, NOT_CORRECT, USAGE = 0, 1, 2


class UsageError(click.ClickException):
    """The person at the terminal asked for something that is not there: one sentence, exit code 2."""

    exit_code = USAGE


class Options(NamedTuple):
    """What was said before the command."""

    course: Path | None
    trust_course: bool
    plain: bool = False


class Fault(click.ClickException):
    """The sandbox, the tutor or the course failed: one sentence, exit code 3."""

    exit_code = FAULT


def open_the_course(folder: Path | None) -> "Course":
    """The course in a folder or of an id, or the one that ships. Raises UsageError or Fault."""
    from tui_tutor.course import CourseError, open_course

    try:
        return open_course(folder if folder is None or folder.is_dir() else _installed(str(folder)))
    except CourseError as error:
        raise Fault(f"The course cannot be read. Its author has to mend this: {error}") from error


def _installed(name: str) -> Path:
    """The folder of an installed course. Raises UsageError."""
    from tui_tutor.course.installed import installed_course

    found = installed_course(name)
    if found is None:
        raise UsageError(
            f"{name} is not a folder, and no installed course has that id. --course takes the folder that holds "
            "course.toml, or an id that `tutor course list` shows."
        )
    if found.folder is None:
        raise UsageError(f"The course {name} cannot be used: {found.problem}.")
    return found.folder


def allow(course: "Course", store: "Store", options: Options) -> str | None:
    """Refuses to run other people's code where the sandbox does not hold it, unless told to.

    Then it returns the level that was overridden, which belongs into every report; None when nothing was.
    """
    from tui_tutor.grading.trust import is_shipped, refusal, sandbox_level

    if is_shipped(course):
        return None
    from tui_tutor.sandbox import SandboxError  # here: the course that ships waits for nothing of it

    try:
        level = sandbox_level(store)
    except SandboxError as error:
        raise Fault(str(error)) from error
    reason = refusal(course, level)
    if reason and not options.trust_course:
        raise UsageError(reason)
    return level if reason else None


def allow_article(store: "Store", options: Options) -> None:
    """The same for the code of an article, whoever wrote it."""
    from tui_tutor.grading.trust import sandbox_level
    from tui_tutor.sandbox import SandboxError

    if options.trust_course:
        return
    try:
        level = sandbox_level(store)
    except SandboxError as error:
        raise Fault(str(error)) from error
    refused = article_refusal(level)
    if refused:
        raise UsageError(refused)


def article_refusal(level: str) -> str | None:
    """Why the code of an article must not run at this level of the sandbox; None when it may."""
    if level == "sealed":
        return None
    return (
        f"The sandbox is only {level} here: the code of this article could get out (tutor doctor says how). "
        "If you trust it, add --trust-course before the command."
    )


def open_exercise(course: "Course", name: str) -> "Exercise":
    """An exercise by its id or a former one. Raises UsageError when there is none, Fault when it is broken."""
    from tui_tutor.course import CourseError, load_exercise

    try:
        return load_exercise(course, name)
    except CourseError as error:
        if error.file == str(course.folder):
            raise UsageError(unknown_exercise(course, name)) from error
        raise Fault(f"This exercise cannot be read. Its author has to mend this: {error}") from error


def unknown_exercise(course: "Course", name: str) -> str:
    """What to say about a name that no exercise has."""
    import difflib

    ids = [exercise.id for lesson in course.lessons for exercise in lesson.exercises]
    near = difflib.get_close_matches(name, ids, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"There is no exercise {name!r} in this course.{meant} `tutor list` shows them all."


def unknown_lesson(course: "Course", name: str) -> str:
    """What to say about a name that no lesson has."""
    exercise = course.find(name)
    if exercise is not None:
        return f"{name} is an exercise, in the lesson {exercise.lesson}."
    known = ", ".join(f"{lesson.number} {lesson.id}" for lesson in course.lessons)
    return f"There is no lesson {name!r} in this course. Its lessons: {known}."


def open_store() -> "Store":
    """The learner's progress; what it has to say is printed when the command ends. Raises Fault."""
    from tui_tutor.progress import Store, StoreError

    try:
        store = Store.open()
    except StoreError as error:
        raise Fault(str(error)) from error
    click.get_current_context().call_on_close(lambda: close(store))
    return store


def open_both(options: Options) -> "tuple[Course, Store]":
    """The course and the learner's progress in it, which follows exercises to their new names."""
    from tui_tutor.progress.renames import follow_renames

    course, store = open_the_course(options.course), open_store()
    follow_renames(course, store)
    return course, store


def due_now(course: "Course", store: "Store") -> frozenset[str]:
    """The exercises that come back as reviews now."""
    from datetime import UTC, datetime

    from tui_tutor.progress.review import due_ids

    return due_ids(store.judged(course.id), datetime.now(UTC))


def open_working_copy(store: "Store", course: "Course", exercise: "Exercise") -> "WorkingCopy":
    """The draft as a file, the newer of the two texts in both. Raises UsageError or Fault."""
    from tui_tutor.progress.working_copy import WorkingCopy
    from tui_tutor.sandbox import SubmissionError

    try:
        return WorkingCopy(store, course.id, exercise.id, exercise.starter)
    except OSError as error:
        raise Fault(f"Your draft cannot be put into {error.filename}: {error.strerror}.") from error
    except SubmissionError as error:
        raise UsageError(f"{error} Or move it away.") from error


def read_source(file: str) -> str:
    """The text of a submission, `-` for standard input. Raises UsageError."""
    from tui_tutor.sandbox import SubmissionError, read_stream, read_submission

    try:
        if file != "-":
            return read_submission(os.path.realpath(file))
        if sys.stdin is None:
            raise UsageError("Standard input is closed; name a file instead of `-`.")
        return read_stream(sys.stdin.buffer, "standard input")
    except SubmissionError as error:
        raise UsageError(str(error)) from error
    except FileNotFoundError as error:
        raise UsageError(f"{file} cannot be found: the folder that you are in is gone.") from error


def exit_code(outcome: str, verdict: str | None) -> int:
    """0 correct, 1 not correct or undecided, 3 the tutor or the course failed."""
    if outcome == "fault":
        return FAULT
    return CORRECT if verdict == "correct" else NOT_CORRECT


def counted(number: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def print_json(value: dict[str, Any]) -> None:
    """One strict JSON object on standard output."""
    import json

    click.echo(json.dumps(value, allow_nan=False, ensure_ascii=False))
