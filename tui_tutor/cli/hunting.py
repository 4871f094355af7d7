"""The command for bug hunts."""

import sys

import click

from tui_tutor.cli.completion import exercise_ids
from tui_tutor.cli.endings import is_terminal
from tui_tutor.cli.group import converse, main
from tui_tutor.cli.sharing import (
    Options,
    UsageError,
    allow,
    open_both,
    open_exercise,
)
from tui_tutor.grading.hunting.levels import HIGHEST


@main.command()
@click.argument("exercise", required=False, shell_complete=exercise_ids)
@click.option("--seed", type=click.IntRange(0, 1_000_000_000), help="Plant the bug of this number.")
@click.option(
    "--level", type=click.IntRange(1, HIGHEST), help="How difficult it is; by itself it follows you."
)
@click.option("--yes", is_flag=True, help="Although it is not solved yet: its solution will have been seen.")
@click.pass_obj
def hunt(options: Options, exercise: str | None, seed: int | None, level: int | None, yes: bool) -> None:
    """Find a bug that the tutor plants in a right gradient, from the numbers of the verdict.

    Without EXERCISE, goes on with the hunt that is open, or takes an exercise that you have solved. The fewer runs,
    the better. Your own draft of the exercise stays as it is. In a terminal this opens the application, otherwise,
    and with --plain, the conversation.
    """
    from tui_tutor.course import load_exercise
    from tui_tutor.grading.hunting.choosing import NoGround, ground
    from tui_tutor.grading.hunting.hunt import Wish
    from tui_tutor.progress.onward import done

    course, store = open_both(options)
    if exercise is not None:
        exercise = open_exercise(course, exercise).id
    wish = Wish(exercise, seed, level)
    known = done(store.states(course.id))
    try:
        found = ground(course, load_exercise, known, store.hunts(course.id), wish)
    except NoGround as reason:
        raise UsageError(str(reason)) from reason
    if yes and found.id not in known:
        store.mark_solution_seen(course.id, found.id)
    if options.plain or not is_terminal():
        numbers = [str(number) for number in (seed, level) if number is not None]
        sys.exit(converse(options, " ".join(["hunt", found.id, *numbers])))
    from tui_tutor.app.start import start

    allow(course, store, options)
    sys.exit(start(course, store, wish))
