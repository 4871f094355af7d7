"""What the shell may complete: the ids of lessons and of exercises."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from tui_tutor.course.types import ExerciseSummary, LessonSummary


def exercise_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Exercises of the course that is named so far, with their titles. A course that cannot be read has none."""
    lessons = _lessons(context)
    return _items((exercise for lesson in lessons for exercise in lesson.exercises), incomplete)


def lesson_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for lessons."""
    return _items(_lessons(context), incomplete)


def _lessons(context: click.Context) -> "tuple[LessonSummary, ...]":
    from tui_tutor.cli.sharing import open_the_course

    try:
        return open_the_course(context.find_root().params.get("course")).lessons
    except click.ClickException:
        return ()


def _items(named: "Iterable[ExerciseSummary | LessonSummary]", incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(one.id, help=one.title) for one in named if one.id.startswith(incomplete)]
