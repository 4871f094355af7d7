"""Which exercise a hunt is in when nobody names one."""

import random
from collections.abc import Callable, Collection, Sequence

from tui_tutor.course import Course, CourseError, Exercise
from tui_tutor.grading.hunting.hunt import Wish
from tui_tutor.grading.hunting.levels import Level, level_of
from tui_tutor.grading.hunting.standing import standing
from tui_tutor.grading.hunting.telling import NOTHING_KNOWN, no_gradient
from tui_tutor.progress.records import Hunt

KINDS = ("gradient", "bugfix")


def unfinished(course: Course, hunts: Sequence[Hunt]) -> str | None:
    """The exercise of the hunt that was begun last and is open."""
    return next(
        (hunt.exercise for hunt in reversed(hunts) if hunt.ending is None and course.find(hunt.exercise)),
        None,
    )


def chosen(
    course: Course,
    load: Callable[[Course, str], Exercise],
    known: Collection[str],
    hunts: Sequence[Hunt],
    level: Level,
) -> Exercise | None:
    """An exercise of the level among the `known`, whose solution is no secret any more; None when there is none.

    Another one than in the last hunt, if possible. The same hunts lead to the same choice.
    """
    found = [
        summary
        for lesson in course.lessons
        for summary in lesson.exercises
        if summary.kind in KINDS and summary.id in known
    ]
    random.Random(len(hunts)).shuffle(found)
    last = hunts[-1].exercise if hunts else None
    found.sort(key=lambda summary: (summary.id == last, summary.level not in level.exercises))
    for summary in found:
        try:
            exercise = load(course, summary.id)
        except CourseError:
            continue  # it says so itself when it is opened
        if can_be_hunted_in(exercise):
            return exercise
    return None


class NoGround(Exception):  # noqa: N818  (not an error: an answer)
    """There is no exercise to hunt in; the sentence says why, and what to do."""


def ground(
    course: Course,
    load: Callable[[Course, str], Exercise],
    known: Collection[str],
    hunts: Sequence[Hunt],
    wish: Wish,
) -> Exercise:
    """Where a hunt is to be: in the exercise that was named, where one is open, or in one of the `known`.

    Raises NoGround, and CourseError for an exercise that cannot be read or is not there.
    """
    name = wish.exercise or unfinished(course, hunts)
    if name is not None:
        exercise = load(course, name)
        if not can_be_hunted_in(exercise):
            raise NoGround(no_gradient(exercise))
        return exercise
    level = level_of(standing(hunts).level if wish.level is None else wish.level)
    found = chosen(course, load, known, hunts, level)
    if found is None:
        raise NoGround(NOTHING_KNOWN)
    return found


def can_be_hunted_in(exercise: Exercise) -> bool:
    """Whether its answer is a gradient: only there numbers tell so much."""
    return exercise.judged == "gradient"
