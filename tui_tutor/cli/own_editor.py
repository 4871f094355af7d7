"""The command for one's own editor."""

import sys

import click

from tui_tutor.cli.completion import exercise_ids
from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import (
    Options,
    UsageError,
    allow,
    open_both,
    open_exercise,
    open_working_copy,
)


@main.command()
@click.argument("exercise", required=False, shell_complete=exercise_ids)
@click.pass_obj
def watch(options: Options, exercise: str | None) -> None:
    """Write your draft of EXERCISE to a file and check it at every save, for your own editor.

    Without EXERCISE, goes on where you were, or takes the first one that is open. Ctrl+C ends; what
    the file holds then is your draft.
    """
    from tui_tutor.grading import Checker
    from tui_tutor.plain.watch import Watch
    from tui_tutor.progress.onward import done, to_go_on

    course, store = open_both(options)
    name = exercise or to_go_on(course, done(store.states(course.id)), store.place(course.id))
    if name is None:
        raise UsageError("No exercise is open any more. Name one to go on with it: tutor watch EXERCISE")
    found = open_exercise(course, name)
    allow(course, store, options)
    copy = open_working_copy(store, course, found)
    store.set_place(course.id, found.id)
    with Checker() as checker:
        checker.prepare(found)
        Watch(course, found, store, checker, copy, click.echo).run(_keyboard())
    click.echo(f"\nYour draft of {found.id} is saved. Its file stays at {copy.path}")


def _keyboard() -> int | None:
    """The descriptor of a keyboard, when a person sits at it."""
    return sys.stdin.fileno() if sys.stdin.isatty() else None
