"""The command for readers of any article."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui_tutor.cli.endings import is_terminal
from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import (
    CORRECT,
    FAULT,
    NOT_CORRECT,
    Options,
    UsageError,
    allow_article,
    article_refusal,
    open_store,
)

if TYPE_CHECKING:
    from tui_tutor.course import Lesson

WIDEST = 100


@main.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--run", is_flag=True, help="Run its Python blocks in the sandbox and show what each prints.")
@click.pass_obj
def open_(options: Options, file: Path, run: bool) -> None:
    """Read the Markdown article FILE like a lesson; without a terminal, or with --plain, print it.

    Formulas between dollars are set. Settings in TOML at its beginning are optional. With --run, exit code 0
    says that every block ran, 1 that one did not.
    """
    from tui_tutor.course import CourseError, open_article

    try:
        article = open_article(file)
    except CourseError as error:
        raise UsageError(str(error)) from error
    if run:
        sys.exit(_run(article, options))
    if options.plain or not is_terminal():
        from tui_tutor.plain.article import article_text

        columns = min(WIDEST, shutil.get_terminal_size().columns)
        click.echo(article_text(article, columns, linear=options.plain))
        return
    sys.exit(_show(article, options))


def _show(article: "Lesson", options: Options) -> int:
    """The article on a screen; its Python runs when the reader asks, and only where it may."""
    from tui_tutor.app.article import read
    from tui_tutor.grading import Checker
    from tui_tutor.grading.remembering import remembered_level
    from tui_tutor.grading.trust import attacked_level
    from tui_tutor.plain.article import step_run_text

    store = open_store()
    known = remembered_level(store)

    def run_step(at: int) -> str:
        # In a thread, where the store cannot be asked: what it does not know is found out again.
        refused = None if options.trust_course else article_refusal(known or attacked_level())
        return refused or step_run_text(article, at, checker)

    with Checker() as checker:
        return read(article, run_step, checker.cancel, store.setting("theme"))


def _run(article: "Lesson", options: Options) -> int:
    from tui_tutor.grading import Checker
    from tui_tutor.plain.article import python_blocks, ran_text, run_blocks

    blocks = python_blocks(article)
    if not blocks:
        raise UsageError("There is no Python block in this article, so there is nothing to run.")
    allow_article(open_store(), options)
    outcomes = set()
    with Checker() as checker:
        for ran in run_blocks(blocks, checker):
            click.echo(f"{ran_text(ran, len(blocks))}\n")
            outcomes.add(ran.played.outcome)
    return FAULT if "fault" in outcomes else CORRECT if outcomes == {"returned"} else NOT_CORRECT
