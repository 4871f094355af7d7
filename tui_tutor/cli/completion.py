"""What the shell may complete: the ids of exercises."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def exercise_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Exercises of the course that is named so far, with their titles. A course that cannot be read has none."""
    from tui_tutor.course import CourseError, open_course

    folder = context.find_root().params.get("course")
    try:
        course = open_course(folder if isinstance(folder, Path) else None)
    except CourseError:
        return []
    return [
        CompletionItem(exercise.id, help=exercise.title)
        for lesson in course.lessons
        for exercise in lesson.exercises
        if exercise.id.startswith(incomplete)
    ]
