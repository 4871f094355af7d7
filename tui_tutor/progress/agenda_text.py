"""What is due for review, and which mistakes come back, as text and as JSON."""

from datetime import datetime
from typing import Any

from tui_tutor.course.types import Course
from tui_tutor.progress.agenda import Agenda, habit_name
from tui_tutor.progress.records import Habit
from tui_tutor.progress.review import Review


def agenda_text(course: Course, found: Agenda, now: datetime) -> str:
    """The agenda as sentences, for every front end."""
    lines = [f"Due for review: {len(found.due)}"] if found.due else ["Nothing is due for review."]
    lines += [f"  {review.exercise}  {_title(course, review)}, {_state(review, now)}" for review in found.due]
    if found.following is not None:
        when = _days((found.following.due - now).days + 1)
        lines.append(f"{'Then' if found.due else 'First'}: {found.following.exercise}, in {when}.")
    if found.habits:
        lines += ["", "What comes back:"]
        lines += [f"  {_habit(habit)}" for habit in found.habits]
    return "\n".join(lines)


def agenda_as_json(course: Course, found: Agenda) -> dict[str, Any]:
    """`tutor review --json`. Times are ISO 8601 in UTC."""
    return {
        "schema": 1,
        "due": [_review(course, review) for review in found.due],
        "next": None if found.following is None else _review(course, found.following),
        "mistakes": [
            {
                "kind": habit.kind,
                "name": habit_name(habit),
                "times": habit.times,
                "exercises": list(habit.exercises),
            }
            for habit in found.habits
        ],
    }


def _review(course: Course, review: Review) -> dict[str, Any]:
    return {
        "exercise": review.exercise,
        "title": _title(course, review),
        "due": review.due.isoformat(),
        "passes": review.passes,
    }


def _title(course: Course, review: Review) -> str:
    summary = course.find(review.exercise)
    return summary.title if summary else review.exercise


def _habit(habit: Habit) -> str:
    return f"{habit_name(habit)}: {habit.times} times, in {', '.join(habit.exercises)}"


def _state(review: Review, now: datetime) -> str:
    if review.passes == 0:
        return "right once, and wrong since"
    times = "once" if review.passes == 1 else f"{review.passes} times in a row"
    overdue = (now - review.due).days
    return f"right {times}, due {f'for {_days(overdue)}' if overdue else 'today'}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
