"""What every command shares: the options before it, the two errors it may end with, and how it opens things."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tui_tutor.course import Course, Exercise
    from tui_tutor.progress import Store

CORRECT, NOT_CORRECT, USAGE, FAULT = 0, 1, 2, 3


class UsageError(click.ClickException):
    """The person at the terminal asked for something that is not there: one sentence, exit code 2."""

    exit_code = USAGE


@dataclass(frozen=True)
class Options:
    """What was said before the command."""

    course: Path | None
    trust_course: bool


class Fault(click.ClickException):
    """The sandbox, the tutor or the course failed: one sentence, exit code 3."""

    exit_code = FAULT


def is_terminal() -> bool:
    """Whether a screen can be drawn: Textual reads standard input and writes to standard error."""
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def open_the_course(folder: Path | None) -> "Course":
    """The course in a folder, or the one that ships. Raises UsageError or Fault."""
    from tui_tutor.course import CourseError, open_course

    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder. --course takes the folder that holds course.toml.")
    try:
        return open_course(folder)
    except CourseError as error:
        raise Fault(f"The course cannot be read. Its author has to mend this: {error}") from error


def allow(course: "Course", store: "Store", options: Options) -> None:
    """Refuses to run other people's code where the sandbox does not hold it, unless told to."""
    from tui_tutor.grading.trust import is_shipped, refusal, sandbox_level
    from tui_tutor.sandbox import SandboxError

    if is_shipped(course) or options.trust_course:
        return
    try:
        reason = refusal(course, sandbox_level(store))
    except SandboxError as error:
        raise Fault(str(error)) from error
    if reason:
        raise UsageError(reason)


def open_exercise(course: "Course", name: str) -> "Exercise":
    """An exercise by its id or a former one. Raises UsageError when there is none, Fault when it is broken."""
    from tui_tutor.course import CourseError, load_exercise

    try:
        return load_exercise(course, name)
    except CourseError as error:
        if error.file == str(course.folder):
            raise UsageError(_unknown(course, name)) from error
        raise Fault(f"This exercise cannot be read. Its author has to mend this: {error}") from error


def _unknown(course: "Course", name: str) -> str:
    import difflib

    ids = [exercise.id for lesson in course.lessons for exercise in lesson.exercises]
    near = difflib.get_close_matches(name, ids, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"There is no exercise {name!r} in this course.{meant} `tutor list` shows them all."


def open_store() -> "Store":
    """The learner's progress; what it has to say is printed when the command ends. Raises Fault."""
    from tui_tutor.progress import Store, StoreError

    try:
        store = Store.open()
    except StoreError as error:
        raise Fault(str(error)) from error
    click.get_current_context().call_on_close(lambda: _close(store))
    return store


def _close(store: "Store") -> None:
    """What the store has to say comes last, so that nothing hides it."""
    for notice in store.notices:
        click.echo(notice, err=True)
    store.close()


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


def print_json(value: dict[str, Any]) -> None:
    """One strict JSON object on standard output."""
    click.echo(json.dumps(value, allow_nan=False, ensure_ascii=False))
