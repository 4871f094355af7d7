"""Commands for what was tried before: looking back, and going back."""

from typing import TYPE_CHECKING

import click

from tui_tutor.cli.completion import exercise_ids
from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import (
    Options,
    UsageError,
    open_both,
    open_exercise,
    print_json,
)

if TYPE_CHECKING:
    from tui_tutor.course import Course, Exercise
    from tui_tutor.progress import Store
    from tui_tutor.progress.history import Entry


@main.command()
@click.argument("exercise", shell_complete=exercise_ids)
@click.argument("numbers", nargs=-1, type=int, metavar="[NUMBER [NUMBER]]")
@click.option("--solution", is_flag=True, help="Compare NUMBER, or your best answer, with the solution.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def history(options: Options, exercise: str, numbers: tuple[int, ...], solution: bool, as_json: bool) -> None:
    """List your attempts at EXERCISE and the drafts that were kept, with time, verdict and reason.

    One NUMBER shows that text and its report, two show what changed from the first to the second.
    """
    from tui_tutor.plain import history as told

    course, store = open_both(options)
    found = open_exercise(course, exercise)
    entries = told.past(store, course, found)
    chosen = [_entry(found, entries, number) for number in numbers]
    if len(chosen) + solution > 2:
        raise UsageError("Name one text to look at it, and two to compare them; --solution is one of two.")
    if solution:
        official = _solution(course, store, found)
        mine = chosen[0] if chosen else told.best(_tried(found, entries))
        _compare(found, mine.source, official, (f"your text {mine.number}", told.SOLUTION), as_json)
    elif len(chosen) == 2:
        first, second = chosen
        names = (f"text {first.number}", f"text {second.number}")
        _compare(found, first.source, second.source, names, as_json)
    elif chosen:
        one = chosen[0]
        print_json(told.entry_as_json(found, one)) if as_json else click.echo(told.entry_text(found, one))
    elif as_json:
        print_json(told.history_as_json(found, entries))
    else:
        click.echo(told.history_text(found, entries))


@main.command()
@click.argument("exercise", shell_complete=exercise_ids)
@click.argument("number", type=int)
@click.pass_obj
def restore(options: Options, exercise: str, number: int) -> None:
    """Make a text of `tutor history EXERCISE` your draft again. The draft of now is kept."""
    from tui_tutor.plain.history import past

    course, store = open_both(options)
    found = open_exercise(course, exercise)
    _is_code(found)
    entry = _entry(found, past(store, course, found), number)
    store.reset_draft(course.id, found.id, entry.source)
    click.echo(f"Text {number} is your draft of {found.id} now. The one before is kept in the history.")


def _solution(course: "Course", store: "Store", exercise: "Exercise") -> str:
    from tui_tutor.plain.solution import may_see_solution, solution_text

    _is_code(exercise)
    if not may_see_solution(store, course, exercise):
        raise UsageError(
            f"{exercise.id} is not correct yet. `tutor solution {exercise.id}` shows it after an explicit yes."
        )
    return solution_text(exercise)


def _compare(exercise: "Exercise", before: str, after: str, names: tuple[str, str], as_json: bool) -> None:
    from tui_tutor.plain.history import comparison_as_json, comparison_text

    if as_json:
        print_json(comparison_as_json(exercise, before, after, names))
    else:
        click.echo(comparison_text(before, after, names))


def _is_code(exercise: "Exercise") -> None:
    if exercise.judged == "question":
        raise UsageError(f"{exercise.id} is a question: its answer is no code.")


def _tried(exercise: "Exercise", entries: "tuple[Entry, ...]") -> "tuple[Entry, ...]":
    if not entries:
        raise UsageError(f"Nothing was tried at {exercise.id} yet.")
    return entries


def _entry(exercise: "Exercise", entries: "tuple[Entry, ...]", number: int) -> "Entry":
    if not 1 <= number <= len(_tried(exercise, entries)):
        raise UsageError(
            f"{exercise.id} has texts 1 to {len(entries)}. `tutor history {exercise.id}` lists them."
        )
    return entries[number - 1]
