"""The group that all commands belong to; without one it opens the application."""

import errno
import io
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui_tutor.cli.endings import ended_by, is_terminal
from tui_tutor.cli.sharing import (
    CORRECT,
    Options,
    allow,
    due_now,
    open_both,
)

if TYPE_CHECKING:
    from tui_tutor.progress import Store

HOMES = {
    "check": "learner", "completion": "machine", "course": "author courses", "doctor": "machine",
    "grade": "instructor", "hint": "learner", "history": "history", "hunt": "hunting",
    "list": "learner", "open": "reader",
    "progress": "progress", "reset": "learner", "restore": "history", "review": "progress", "run": "learner",
    "show": "lessons", "solution": "learner", "watch": "own_editor",
}  # fmt: skip


class _Tutor(click.Group):
    """The commands, each read from its file when it is asked for.

    Whatever goes wrong on this side ends with the exit code of a fault: 1 would say that an answer is wrong.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for home in HOMES.get(cmd_name, "").split():
            import_module(f"tui_tutor.cli.{home}")
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.Abort, click.ClickException):
            raise
        except (KeyboardInterrupt, Exception) as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader of a pipe has gone, which is no fault
            raise click.exceptions.Exit(ended_by(error)) from None


def _say_version(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from tui_tutor.cli.versions import versions

        click.echo(versions())
        context.exit()


def _say_manual(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from tui_tutor.cli.manual import manual

        click.echo(manual(main, "tutor"), nl=False)
        context.exit()


@click.group(
    cls=_Tutor, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_version,
    help="Show the version, and those of what it rests on, and exit.",
)
@click.option(
    "--man",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_manual,
    help="Print all of this as a man page: tutor --man | man -l -",
)
@click.option(
    "--course",
    type=click.Path(path_type=Path),
    envvar="TUTOR_COURSE",
    help="Use the course in this folder, or the installed one of this id, instead of the one that ships.",
)
@click.option(
    "--trust-course",
    is_flag=True,
    help="Run the code of a course of other people's even where the sandbox is not sealed.",
)
@click.option(
    "--plain", is_flag=True, help="One line after the other: for screen readers, pipes, dumb terminals."
)
@click.pass_context
def main(context: click.Context, course: Path | None, trust_course: bool, plain: bool) -> None:
    """Learn to derive, write and debug gradients by hand.

    Without a command, opens the application where you left off.
    """
    context.obj = Options(course, trust_course, plain)
    if context.invoked_subcommand is None:
        sys.exit(converse(context.obj) if plain else _open_application(context.obj))


def converse(options: Options, first: str = "") -> int:
    """The conversation of `tutor --plain`, beginning with the command `first`."""
    import shutil

    from tui_tutor.grading import Checker
    from tui_tutor.plain.session import Desk, hold

    course, store = open_both(options)
    allow(course, store, options)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a dumb terminal may not know every letter of a formula
    if caution := _caution(store):
        click.echo(caution)
    with Checker() as checker:
        desk = Desk(course, store, checker, click.echo, _read_line, shutil.get_terminal_size().columns)
        hold(desk, first)
    return CORRECT


def _caution(store: "Store") -> str:
    """What is to be known of the sandbox before anything runs in it; nothing where it is sealed."""
    from tui_tutor.grading.trust import risk, sandbox_level
    from tui_tutor.sandbox import SandboxError

    try:
        said = risk(sandbox_level(store))
    except SandboxError as error:
        return f"Nothing can be checked now: {error} tutor doctor tells more."
    return f"{said} tutor doctor says why." if said else ""


def _read_line() -> str | None:
    if sys.stdin.isatty():
        click.echo("> ", nl=False)
    line = sys.stdin.readline()
    return line.rstrip("\r\n") if line else None


def _open_application(options: Options) -> int:
    if not is_terminal():
        from tui_tutor.plain.course_map import course_map

        course, store = open_both(options)
        click.echo(course_map(course, store.states(course.id), due_now(course, store)))
        return CORRECT
    from tui_tutor.app.start import start

    course, store = open_both(options)
    allow(course, store, options)
    return start(course, store)
