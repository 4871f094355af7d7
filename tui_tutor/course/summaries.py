"""What a list shows of an exercise, from its front matter alone."""

from pathlib import Path

from tui_tutor.course.frontmatter import split, typed
from tui_tutor.course.reading import read_head
from tui_tutor.course.settings import SummarySettings
from tui_tutor.course.types import ExerciseSummary


def read_summary(path: Path, lesson: str) -> ExerciseSummary:
    """What a list shows of the exercise in `path`, an `ID.md`. Raises CourseError."""
    front = split(path, read_head(path), top_only=True)
    settings = typed(front, SummarySettings)
    return ExerciseSummary(
        id=path.stem,
        title=settings.title,
        kind=settings.kind,
        level=settings.level,
        lesson=lesson,
        path=path,
        aliases=settings.aliases,
        points=settings.points,
    )
