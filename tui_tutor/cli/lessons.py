"""The command that prints a lesson, or its cheat sheet."""

import shutil

import click

from tui_tutor.cli.completion import lesson_ids
from tui_tutor.cli.group import main
from tui_tutor.cli.sharing import Fault, Options, UsageError, open_the_course, unknown_lesson

WIDEST = 100


@main.command()
@click.argument("lesson", shell_complete=lesson_ids)
@click.option("--cheatsheet", is_flag=True, help="Print its cheat sheet: one page of formulas and mistakes.")
@click.pass_obj
def show(options: Options, lesson: str, cheatsheet: bool) -> None:
    """Print LESSON as text: its name, or its number.

    With --plain, in lines for a screen reader.
    """
    from tui_tutor.course import CourseError, load_lesson
    from tui_tutor.course.sheets import load_sheet

    course = open_the_course(options.course)
    found = course.lesson(lesson)
    if found is None:
        raise UsageError(unknown_lesson(course, lesson))
    columns = min(WIDEST, shutil.get_terminal_size().columns)
    try:
        if cheatsheet:
            from tui_tutor.plain.sheet import NO_SHEET, sheet_text

            sheet = load_sheet(course, found)
            if sheet.is_empty:
                raise UsageError(NO_SHEET)
            click.echo(sheet_text(sheet, columns, linear=options.plain))
        else:
            from tui_tutor.plain.article import article_text

            click.echo(article_text(load_lesson(course, found.id), columns, linear=options.plain))
    except CourseError as error:
        raise Fault(f"This lesson cannot be read. Its author has to mend this: {error}") from error
