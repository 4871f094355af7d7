"""The course map as lines of text, and as JSON."""

from collections.abc import Collection, Mapping
from typing import Any

from tui_tutor.course import Course
from tui_tutor.progress import State
from tui_tutor.progress.onward import done, first_open

GLYPHS = {"open": "○", "started": "▶", "correct": "✓", "solution seen": "◐"}


def course_map(course: Course, states: Mapping[str, State], again: Collection[str] = ()) -> str:
    """Lessons and exercises with the learner's state, what is broken, and what to do next.

    `again` are the exercises that are due for review.
    """
    exercises = [exercise for lesson in course.lessons for exercise in lesson.exercises]
    correct = sum(_word(states, exercise.id) == "correct" for exercise in exercises)
    lines = [f"{course.title}   {correct} of {len(exercises)} correct"]
    width = max((len(exercise.id) for exercise in exercises), default=0)
    for lesson in course.lessons:
        lines += ["", f"{lesson.number:>2}  {lesson.title}"]
        for exercise in lesson.exercises:
            word = _word(states, exercise.id)
            due = ", due again" if exercise.id in again else ""
            lines.append(f"    {GLYPHS[word]} {word:<13}  {exercise.id:<{width}}  {exercise.title}{due}")
    if course.broken:
        lines += ["", "The author of this course has something to mend:"]
        lines += [f"  {flaw}" for flaw in course.broken]
    following = first_open(course, done(states))
    if following is not None:
        lines += ["", f"Next: tutor check {following} FILE, tutor in a terminal, or tutor --plain."]
    return "\n".join(lines)


def map_as_json(course: Course, states: Mapping[str, State], again: Collection[str] = ()) -> dict[str, Any]:
    """`tutor list --json`: lessons, exercises, states, and the author's errors."""
    return {
        "schema": 1,
        "course": {"id": course.id, "title": course.title, "version": course.version},
        "lessons": [
            {
                "id": lesson.id,
                "title": lesson.title,
                "exercises": [
                    {
                        "id": exercise.id,
                        "title": exercise.title,
                        "kind": exercise.kind,
                        "level": exercise.level,
                        "state": _word(states, exercise.id),
                        "due": exercise.id in again,
                    }
                    for exercise in lesson.exercises
                ],
            }
            for lesson in course.lessons
        ],
        "broken": [str(flaw) for flaw in course.broken],
    }


def _word(states: Mapping[str, State], exercise: str) -> str:
    state = states.get(exercise)
    return state.state if state is not None else "open"
