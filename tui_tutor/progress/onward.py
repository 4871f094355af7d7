"""Where a learner goes on: which exercises are done, and which of the others comes next."""

from collections.abc import Collection, Mapping

from tui_tutor.course.types import Course
from tui_tutor.progress.records import State

DONE = ("correct", "solution seen")


def done(states: Mapping[str, State]) -> frozenset[str]:
    """The exercises that are correct, or given up to their solution."""
    return frozenset(exercise for exercise, state in states.items() if state.state in DONE)


def first_open(course: Course, done: Collection[str], after: str | None = None) -> str | None:
    """The first exercise that is not done, or the next one behind `after`, going round. None: all are done."""
    ids = [exercise.id for lesson in course.lessons for exercise in lesson.exercises]
    start = ids.index(after) + 1 if after in ids else 0
    return next((one for one in ids[start:] + ids[:start] if one not in done), None)


def to_go_on(course: Course, done: Collection[str], place: str | None) -> str | None:
    """Where the learner was, as long as that is not done; otherwise the first exercise that is not."""
    last = course.find(place or "")
    return last.id if last is not None and last.id not in done else first_open(course, done)
