"""Commands for authors: prove a course, begin one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import (
    CORRECT,
    NOT_CORRECT,
    Options,
    UsageError,
    allow,
    counted,
    open_store,
    open_the_course,
    print_json,
    unknown_exercise,
    unknown_lesson,
)

if TYPE_CHECKING:
    from tui_tutor.course import Course
    from tui_tutor.grading.proof import Scope


@main.group("course")
def course_() -> None:
    """For authors: prove a course."""


@course_.command("check")
@click.argument("directory", required=False, type=click.Path(path_type=Path))
@click.option(
    "--lesson", "lessons", multiple=True, metavar="ID", help="Only this lesson, with its exercises."
)
@click.option("--exercise", "exercises", multiple=True, metavar="ID", help="Only this exercise.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def course_check(
    options: Options,
    directory: Path | None,
    lessons: tuple[str, ...],
    exercises: tuple[str, ...],
    as_json: bool,
) -> None:
    """Prove the course in DIRECTORY (by default the one that ships), or the parts of it that are named.

    Every solution is right on many hidden draws, every starter is not, every mistake gets its own message, every
    number, formula and link in the text holds. Exit code 0: proved. 1: the author has something to mend.
    """
    from tui_tutor.grading import Checker
    from tui_tutor.grading.proof import prove
    from tui_tutor.report import strict

    course = open_the_course(directory or options.course)
    scope = _scope(course, lessons, exercises)
    allow(course, open_store(), options)
    with Checker() as checker:
        proof = prove(course, checker, lambda name: click.echo(f"  {name}", err=True), scope)
    if as_json:
        print_json({"schema": 1, **strict(proof)})
    else:
        for found in proof.findings:
            click.echo(str(found))
        proved = f"{counted(proof.lessons, 'lesson')}, {counted(proof.exercises, 'exercise')}"
        errors = counted(len(proof.findings), "error") if proof.findings else "no errors"
        click.echo(f"{proved}: {errors} in {proof.seconds:.0f} s")
    sys.exit(NOT_CORRECT if proof.findings else CORRECT)


def _scope(course: "Course", lessons: tuple[str, ...], exercises: tuple[str, ...]) -> "Scope":
    """The parts that are named. Raises UsageError for one that is not there; a broken exercise is."""
    from tui_tutor.course import CourseError, load_exercise
    from tui_tutor.grading.proof import Scope

    meant = {name: course.lesson(name) for name in lessons}
    for name, lesson in meant.items():
        if lesson is None:
            raise UsageError(unknown_lesson(course, name))
    for name in exercises:
        try:
            load_exercise(course, name)
        except CourseError as error:
            if error.file == str(course.folder):
                raise UsageError(unknown_exercise(course, name)) from error
    found = [(course.find(name), name) for name in exercises]
    return Scope(
        frozenset(lesson.id for lesson in meant.values() if lesson),
        frozenset(exercise.id if exercise else name for exercise, name in found),
    )


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
