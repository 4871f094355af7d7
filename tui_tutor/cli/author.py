"""Commands for authors: prove a course, begin one."""

import sys
from pathlib import Path

import click

from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import (
    CORRECT,
    NOT_CORRECT,
    Options,
    UsageError,
    allow,
    open_store,
    open_the_course,
    print_json,
)


@main.group("course")
def course_() -> None:
    """For authors: prove a course."""


@course_.command("check")
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def course_check(options: Options, directory: Path | None, as_json: bool) -> None:
    """Prove the course in DIRECTORY (by default the one that ships).

    Every solution is right on many hidden draws, every starter is not, every mistake gets its own message, every
    number, formula and link in the text holds. Exit code 0: proved. 1: the author has something to mend.
    """
    from tui_tutor.grading import Checker
    from tui_tutor.grading.proof import prove
    from tui_tutor.report import strict

    course = open_the_course(directory or options.course)
    allow(course, open_store(), options)
    with Checker() as checker:
        proof = prove(course, checker, lambda name: click.echo(f"  {name}", err=True))
    if as_json:
        print_json({"schema": 1, **strict(proof)})
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
