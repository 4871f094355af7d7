"""Courses, lessons and exercises: read, validated and listed; nothing of them is ever executed.

Sources are taken apart with `ast` and stay text. Imports `mathtext` and no other room, and never numpy. An author's
error is a `CourseError` with file, line or key, and remedy; a learner's unreadable answer is an `AnswerError`.
Public: `open_course`, `load_lesson`, `load_exercise`, `open_article`, `read_answer`, `scaffold`,
`shipped_course`, and the records; each is imported when it is asked for, because a list of exercises needs few.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_tutor.course.answers import AnswerError, read_answer
    from tui_tutor.course.courses import load_exercise, load_lesson, open_course
    from tui_tutor.course.folders import shipped_course
    from tui_tutor.course.scaffolding import scaffold
    from tui_tutor.course.texts import open_article
    from tui_tutor.course.types import (
        Choice,
        Course,
        CourseError,
        Curve,
        Exercise,
        ExerciseSummary,
        Explore,
        Flaw,
        Hint,
        Lesson,
        LessonSummary,
        Limit,
        Mistake,
        Number,
        Problem,
        Step,
    )

__all__ = [
    "AnswerError",
    "Choice",
    "Course",
    "CourseError",
    "Curve",
    "Exercise",
    "ExerciseSummary",
    "Explore",
    "Flaw",
    "Hint",
    "Lesson",
    "LessonSummary",
    "Limit",
    "Mistake",
    "Number",
    "Problem",
    "Step",
    "load_exercise",
    "load_lesson",
    "open_article",
    "open_course",
    "read_answer",
    "scaffold",
    "shipped_course",
]

_HOMES = {
    "AnswerError": "answers",
    "load_exercise": "courses",
    "load_lesson": "courses",
    "open_article": "texts",
    "open_course": "courses",
    "read_answer": "answers",
    "scaffold": "scaffolding",
    "shipped_course": "folders",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'types')}"), name)
