"""Commands for learners: the map, a check, a script, hints, the starter, the solution."""

import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING

import click

from tui_tutor.cli.completion import exercise_ids, files
from tui_tutor.cli.endings import is_terminal
from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import (
    CORRECT,
    FAULT,
    NOT_CORRECT,
    Options,
    UsageError,
    allow,
    due_now,
    exit_code,
    open_both,
    open_exercise,
    open_working_copy,
    print_json,
    read_source,
)

if TYPE_CHECKING:
    from tui_tutor.course import Course, Exercise
    from tui_tutor.progress import Store


NO_STEPS = "This check compared no gradient with the slope of a loss, so no step h has a part in it."


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """Show the course map with your progress."""
    from tui_tutor.plain.course_map import course_map, map_as_json

    course, store = open_both(options)
    states, again = store.states(course.id), due_now(course, store)
    print_json(map_as_json(course, states, again)) if as_json else click.echo(
        course_map(course, states, again)
    )


@main.command()
@click.argument("exercise", shell_complete=exercise_ids)
@click.argument("file", required=False, shell_complete=files)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--seed",
    type=click.IntRange(0, 1_000_000_000),
    default=0,
    show_default=True,
    help="Moves the hidden data.",
)
@click.option("--steps", is_flag=True, help="Also say how the difference depends on the step h.")
@click.pass_obj
def check(options: Options, exercise: str, file: str | None, as_json: bool, seed: int, steps: bool) -> None:
    """Check FILE, `-` for standard input, or your draft of EXERCISE.

    Exit code 0: correct. 1: not correct, or undecided. 2: nothing to check. 3: the tutor or the course failed.
    """
    from tui_tutor.sandbox import open_sandbox

    with open_sandbox() as sandbox:  # first: its process starts while this one reads on
        from msgspec.structs import replace

        from tui_tutor.grading.checker import Checker

        course, store = open_both(options)
        found = open_exercise(course, exercise)
        source = read_source(file) if file is not None else _draft(store, course, found)
        overridden = allow(course, store, options)
        _import_meanwhile("tui_tutor.plain.checking", "tui_tutor.plain.markdown")
        report = replace(Checker(lambda: sandbox).check(found, source, seed=seed), sandbox=overridden)

    from tui_tutor.plain.checking import remember, report_as_json, report_text
    from tui_tutor.plain.steps import steps_text

    changed = remember(store, course, found, source, report)
    print_json(report_as_json(report, changed)) if as_json else click.echo(
        report_text(found, report, changed)
    )
    if steps and not as_json:
        click.echo(f"\n{steps_text(report) or NO_STEPS}")
    sys.exit(exit_code(report.outcome, report.verdict))


@main.command()
@click.argument("file", shell_complete=files)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def run(file: str, as_json: bool) -> None:
    """Run a script in the sandbox and show what it prints. `neural_network` can be imported; no verdict."""
    from tui_tutor.grading import Checker
    from tui_tutor.report import raised_lines, strict

    source = read_source(file)
    with Checker() as checker:
        played = checker.play(None, source)
    if as_json:
        print_json({"schema": 1, **strict(played)})
    else:
        click.echo(played.printed, nl=False)
        if played.raised is not None:
            click.echo("Your code stopped with an error:", err=True)
            click.echo("\n".join(raised_lines(played.raised)), err=True)
        elif played.outcome != "returned":
            click.echo(played.message, err=True)
    sys.exit({"returned": CORRECT, "fault": FAULT}.get(played.outcome, NOT_CORRECT))


@main.command()
@click.argument("exercise", shell_complete=exercise_ids)
@click.pass_obj
def hint(options: Options, exercise: str) -> None:
    """Show the next hint of EXERCISE; after the last one, all of them."""
    from tui_tutor.course.ladder import heading
    from tui_tutor.plain.formulas import readable

    course, store = open_both(options)
    found = open_exercise(course, exercise)
    shown = store.hints_shown(course.id, found.id)
    if shown < len(found.hints):
        shown = store.show_hint(course.id, found.id)
        click.echo(f"{heading(found.hints, shown)}\n\n{readable(found.hints[shown - 1].text)}")
        return
    click.echo(f"There are no more hints. All {len(found.hints)} again:")
    for number, one in enumerate(found.hints, 1):
        click.echo(f"\n{heading(found.hints, number)}\n\n{readable(one.text)}")


@main.command()
@click.argument("exercise", shell_complete=exercise_ids)
@click.pass_obj
def reset(options: Options, exercise: str) -> None:
    """Put the starter back as your draft of EXERCISE. The old draft is kept."""
    course, store = open_both(options)
    found = open_exercise(course, exercise)
    store.reset_draft(course.id, found.id, found.starter)
    kept = len(store.old_drafts(course.id, found.id))
    click.echo(f"{found.id} is back at its starter. Older drafts that are kept: {kept}.")


@main.command()
@click.argument("exercise", shell_complete=exercise_ids)
@click.option("--yes", is_flag=True, help="Show it although the exercise is not correct yet.")
@click.pass_obj
def solution(options: Options, exercise: str, yes: bool) -> None:
    """Show the official solution once EXERCISE is correct, or after an explicit yes."""
    from tui_tutor.plain.solution import may_see_solution, solution_text

    course, store = open_both(options)
    found = open_exercise(course, exercise)
    if not may_see_solution(store, course, found):
        if not yes and not _agrees(found.id):
            raise click.exceptions.Exit(NOT_CORRECT)
        store.mark_solution_seen(course.id, found.id)
    click.echo(solution_text(found))


def _import_meanwhile(*names: str) -> None:
    """While this thread waits for a call, another one imports what its report will need."""

    def imports() -> None:
        for name in names:
            import_module(name)

    threading.Thread(target=imports, daemon=True).start()


def _draft(store: "Store", course: "Course", exercise: "Exercise") -> str:
    """The draft; where its file has been edited since, the file."""
    from tui_tutor.progress.draft_file import draft_file

    if draft_file(course.id, exercise.id).exists():
        return open_working_copy(store, course, exercise).text
    draft = store.draft(course.id, exercise.id)
    if draft is None:
        raise UsageError(
            f"You have no draft of {exercise.id} yet. Write one in `tutor` or with `tutor watch`, or check a file: "
            f"tutor check {exercise.id} FILE."
        )
    return draft.text


def _agrees(exercise: str) -> bool:
    if not is_terminal():
        raise UsageError(f"{exercise} is not correct yet. To see its solution all the same, add --yes.")
    return click.confirm(f"{exercise} is not correct yet, and this will be remembered. Show its solution?")
