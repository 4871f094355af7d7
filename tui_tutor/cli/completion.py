"""What the shell may complete: the ids of lessons and of exercises, and files."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from tui_tutor.course.types import ExerciseSummary, LessonSummary


def exercise_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Exercises of the course that is named so far, with their titles. A course that cannot be read has none."""
    from tui_tutor.course.offered import offered_exercises

    found = offered_exercises(_folder(context), incomplete)
    if found is None:
        found = _named(exercise for lesson in _lessons(context) for exercise in lesson.exercises)
    return _items(found, incomplete)


def lesson_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for lessons."""
    from tui_tutor.course.offered import offered_lessons

    found = offered_lessons(_folder(context), incomplete)
    return _items(_named(_lessons(context)) if found is None else found, incomplete)


def files(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of files. The shell knows them, and how to write those with blanks or quotes in them."""
    return [CompletionItem(incomplete, type="file")]


def _folder(context: click.Context) -> Path:
    """Of the course that is named so far; it may not be there, or be the id of one that is installed."""
    from tui_tutor.course.folders import shipped_course

    named: Path | None = context.find_root().params.get("course")
    return shipped_course() if named is None else named


def _lessons(context: click.Context) -> "tuple[LessonSummary, ...]":
    from tui_tutor.cli.sharing import open_the_course

    try:
        return open_the_course(context.find_root().params.get("course")).lessons
    except click.ClickException:
        return ()


def _named(summaries: "Iterable[ExerciseSummary | LessonSummary]") -> dict[str, str]:
    return {one.id: one.title for one in summaries}


def _items(titles: dict[str, str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=title) for name, title in titles.items() if name.startswith(incomplete)]
