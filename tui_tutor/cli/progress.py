"""Commands about the learner's progress: what is due, and moving it between machines."""

from datetime import UTC, datetime
from pathlib import Path

import click

from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import Options, UsageError, counted, open_both, open_store, print_json


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def review(options: Options, as_json: bool) -> None:
    """List the exercises that are due for review, and the mistakes that you make again and again.

    What was right comes back after 1, 3, 7, 16, 35 and 90 days; what was wrong then, at once.
    """
    from tui_tutor.progress.agenda import agenda
    from tui_tutor.progress.agenda_text import agenda_as_json, agenda_text

    (course, store), now = open_both(options), datetime.now(UTC)
    found = agenda(course, store, now)
    print_json(agenda_as_json(course, found)) if as_json else click.echo(agenda_text(course, found, now))


@main.group()
def progress() -> None:
    """Move your progress between machines, or look at it."""


@progress.command("show")
@click.pass_obj
def show(options: Options) -> None:
    """Say how far you are, and where that is kept."""
    from tui_tutor.plain.progress import progress_text

    course, store = open_both(options)
    click.echo(progress_text(course, store))


@progress.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over a FILE that is there.")
def export(file: Path, force: bool) -> None:
    """Write all your drafts, attempts and settings to FILE, as JSON."""
    from tui_tutor.progress import StoreError

    if file.exists() and not force:
        raise UsageError(f"{file} is there already. Name another file, or add --force to write over it.")
    try:
        open_store().export(file)
    except StoreError as error:
        raise UsageError(str(error)) from error
    click.echo(f"Your progress is in {file}. On the other machine: tutor progress import {file.name}")


@progress.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Merge FILE, which `tutor progress export` wrote. What is newer here stays; nothing is lost."""
    from tui_tutor.progress import StoreError

    try:
        merged = open_store().import_(file)
    except StoreError as error:
        raise UsageError(str(error)) from error
    click.echo(
        f"{counted(merged.attempts, 'attempt')} came in, and {counted(merged.drafts, 'draft')} newer than yours. "
        "Drafts that they replaced are kept."
    )
