"""The command line: thin click commands. Rooms are imported inside the commands, so that --help is instant."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui_tutor import __version__

if TYPE_CHECKING:
    from tui_tutor.course import Course, Exercise
    from tui_tutor.progress import Store

CORRECT, NOT_CORRECT, USAGE, FAULT = 0, 1, 2, 3


class UsageError(click.ClickException):
    """The person at the terminal asked for something that is not there: one sentence, exit code 2."""

    exit_code = USAGE


class Fault(click.ClickException):
    """The sandbox, the tutor or the course failed: one sentence, exit code 3."""

    exit_code = FAULT


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tutor", message="%(prog)s %(version)s")
@click.option(
    "--course",
    type=click.Path(path_type=Path),
    envvar="TUTOR_COURSE",
    help="Use the course in this folder instead of the one that ships.",
)
@click.pass_context
def main(context: click.Context, course: Path | None) -> None:
    """Learn to derive, write and debug gradients by hand.

    Without a command, opens the application where you left off.
    """
    context.obj = course
    if context.invoked_subcommand is None:
        sys.exit(_open_application(course))


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def list_(folder: Path | None, as_json: bool) -> None:
    """Show the course map with your progress."""
    from tui_tutor.plain import course_map, map_as_json

    course, store = _course(folder), _store()
    states = store.states(course.id)
    _print_json(map_as_json(course, states)) if as_json else click.echo(course_map(course, states))


@main.command()
@click.argument("exercise")
@click.argument("file", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--seed", type=int, default=0, show_default=True, help="Moves the hidden data.")
@click.pass_obj
def check(folder: Path | None, exercise: str, file: str | None, as_json: bool, seed: int) -> None:
    """Check FILE, `-` for standard input, or your draft of EXERCISE.

    Exit code 0: correct. 1: not correct, or undecided. 2: nothing to check. 3: the tutor or the course failed.
    """
    from tui_tutor.grading import Checker
    from tui_tutor.plain import readable, readable_report
    from tui_tutor.report import as_json as report_json
    from tui_tutor.report import as_text, encode

    course, store = _course(folder), _store()
    found = _exercise(course, exercise)
    source = _read(file) if file is not None else _draft(store, course, found.id)
    with Checker() as checker:
        report = checker.check(found, source, seed=seed)
    store.record_attempt(
        course.id, found.id, found.digest, source, report.outcome, report.verdict, encode(report)
    )
    if as_json:
        _print_json(report_json(report))
    else:
        click.echo(as_text(readable_report(report)))
        if report.verdict == "correct" and found.afterwards:
            click.echo(f"\n{readable(found.afterwards)}")
    sys.exit(_exit_code(report.outcome, report.verdict))


@main.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def run(file: str, as_json: bool) -> None:
    """Run a script in the sandbox and show what it prints. `neural_network` can be imported; no verdict."""
    from tui_tutor.grading import Checker
    from tui_tutor.report import raised_lines, strict

    source = _read(file)
    with Checker() as checker:
        played = checker.play(None, source)
    if as_json:
        _print_json({"schema": 1, **strict(played)})
    else:
        click.echo(played.printed, nl=False)
        if played.raised is not None:
            click.echo("Your code stopped with an error:", err=True)
            click.echo("\n".join(raised_lines(played.raised)), err=True)
        elif played.outcome != "returned":
            click.echo(played.message, err=True)
    sys.exit({"returned": CORRECT, "fault": FAULT}.get(played.outcome, NOT_CORRECT))


@main.command()
@click.argument("exercise")
@click.pass_obj
def hint(folder: Path | None, exercise: str) -> None:
    """Show the next hint of EXERCISE; after the last one, all of them."""
    from tui_tutor.plain import readable

    course, store = _course(folder), _store()
    found = _exercise(course, exercise)
    shown = store.hints_shown(course.id, found.id)
    if shown < len(found.hints):
        shown = store.show_hint(course.id, found.id)
        click.echo(f"Hint {shown} of {len(found.hints)}\n\n{readable(found.hints[shown - 1].text)}")
        return
    click.echo(f"There are no more hints. All {len(found.hints)} again:")
    for number, one in enumerate(found.hints, 1):
        click.echo(f"\nHint {number}\n\n{readable(one.text)}")


@main.command()
@click.argument("exercise")
@click.pass_obj
def reset(folder: Path | None, exercise: str) -> None:
    """Put the starter back as your draft of EXERCISE. The old draft is kept."""
    course, store = _course(folder), _store()
    found = _exercise(course, exercise)
    store.reset_draft(course.id, found.id, found.starter)
    kept = len(store.old_drafts(course.id, found.id))
    click.echo(f"{found.id} is back at its starter. Older drafts that are kept: {kept}.")


@main.command()
@click.argument("exercise")
@click.option("--yes", is_flag=True, help="Show it although the exercise is not correct yet.")
@click.pass_obj
def solution(folder: Path | None, exercise: str, yes: bool) -> None:
    """Show the official solution once EXERCISE is correct, or after an explicit yes."""
    course, store = _course(folder), _store()
    found = _exercise(course, exercise)
    state = store.states(course.id).get(found.id)
    passed = state is not None and state.state == "correct"
    if not passed and not store.solution_seen(course.id, found.id):
        if not yes and not _agrees(found.id):
            raise click.exceptions.Exit(NOT_CORRECT)
        store.mark_solution_seen(course.id, found.id)
    click.echo(_solution_text(found))


@main.group("course")
def course_() -> None:
    """For authors: prove a course."""


@course_.command("check")
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def course_check(folder: Path | None, directory: Path | None, as_json: bool) -> None:
    """Prove the course in DIRECTORY (by default the one that ships).

    Every solution is right on many hidden draws, every starter is not, every mistake gets its own message, every
    number, formula and link in the text holds. Exit code 0: proved. 1: the author has something to mend.
    """
    from tui_tutor.grading import Checker
    from tui_tutor.grading.proof import prove
    from tui_tutor.report import strict

    course = _course(directory or folder)
    with Checker() as checker:
        proof = prove(course, checker, lambda name: click.echo(f"  {name}", err=True))
    if as_json:
        _print_json({"schema": 1, **strict(proof)})
    else:
        for found in proof.findings:
            click.echo(str(found))
        count = len(proof.findings)
        errors = "no errors" if not count else "1 error" if count == 1 else f"{count} errors"
        click.echo(f"{proof.lessons} lessons, {proof.exercises} exercises: {errors} in {proof.seconds:.0f} s")
    sys.exit(NOT_CORRECT if proof.findings else CORRECT)


@course_.command("new")
@click.argument("directory", type=click.Path(path_type=Path))
def course_new(directory: Path) -> None:
    """Write a small course that passes its own check into the new folder DIRECTORY."""
    from tui_tutor.course import CourseError, scaffold

    try:
        written = scaffold(directory)
    except CourseError as error:
        raise UsageError(str(error)) from error
    for path in written:
        click.echo(str(path))
    click.echo(f"\nTry it: tutor --course {directory}   Prove it: tutor course check {directory}")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> None:
    """Say what this machine offers, and attack the sandbox to see what holds."""
    from tui_tutor.plain.checkup import checkup, checkup_text

    found = checkup()
    _print_json(found) if as_json else click.echo(checkup_text(found))


def _open_application(folder: Path | None) -> int:
    if not _is_terminal():
        from tui_tutor.plain import course_map

        course = _course(folder)
        click.echo(course_map(course, _store().states(course.id)))
        return CORRECT
    from tui_tutor.app.start import start

    return start(_course(folder), _store())


def _is_terminal() -> bool:
    """Whether a screen can be drawn: Textual reads standard input and writes to standard error."""
    import os

    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    return os.environ.get("TERM") != "dumb" and all(
        stream is not None and stream.isatty() for stream in streams
    )


def _course(folder: Path | None) -> "Course":
    from tui_tutor.course import CourseError, open_course

    if folder is not None and not folder.is_dir():
        raise UsageError(f"{folder} is not a folder. --course takes the folder that holds course.toml.")
    try:
        return open_course(folder)
    except CourseError as error:
        raise Fault(f"The course cannot be read. Its author has to mend this: {error}") from error


def _exercise(course: "Course", name: str) -> "Exercise":
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


def _store() -> "Store":
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


def _read(file: str) -> str:
    from tui_tutor.sandbox import SubmissionError, read_submission

    try:
        if file == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return read_submission(Path(file).resolve())
    except (SubmissionError, UnicodeDecodeError) as error:
        raise UsageError(str(error)) from error


def _draft(store: "Store", course: "Course", exercise: str) -> str:
    draft = store.draft(course.id, exercise)
    if draft is None:
        raise UsageError(
            f"You have no draft of {exercise} yet. Write one in `tutor`, or check a file: tutor check {exercise} FILE."
        )
    return draft.text


def _agrees(exercise: str) -> bool:
    if not _is_terminal():
        raise UsageError(f"{exercise} is not correct yet. To see its solution all the same, add --yes.")
    return click.confirm(f"{exercise} is not correct yet, and this will be remembered. Show its solution?")


def _solution_text(exercise: "Exercise") -> str:
    if exercise.number is not None:
        return f"answer = {exercise.number.value:g}"
    if exercise.problem is None or exercise.judged == "question":
        right = next(choice for choice in exercise.choices if choice.correct)
        return f'answer = "{right.id}"  # {right.text}\n\n{right.message}'
    return exercise.problem.solution


def _exit_code(outcome: str, verdict: str | None) -> int:
    if outcome == "fault":
        return FAULT
    return CORRECT if verdict == "correct" else NOT_CORRECT


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, allow_nan=False, ensure_ascii=False))
