"""What is due for review, and which mistakes come back, as text and as JSON."""

from datetime import datetime
from typing import Any

from msgspec import Struct

from tui_tutor.course import Course
from tui_tutor.progress import Habit, Store
from tui_tutor.progress.review import Review, due, planned
from tui_tutor.sandbox.text import clean

LONGEST_NAME = 80

# What a general diagnosis is called when it is counted. An exercise's own mistakes are called as its author does.
_NAMES = {
    "absolute": "absolute values in place of signed ones",
    "bias-reduction": "a bias that is not summed over the samples",
    "broadcast": "shapes that broadcast by accident",
    "clipped": "a clipped gradient",
    "column": "one wrong column",
    "entry": "single wrong entries",
    "factor": "a constant factor",
    "first-sample": "only the first sample counted",
    "inner-layer": "the step back into an earlier layer",
    "keys": "missing or unknown names",
    "mutated-input": "changed inputs",
    "non-deterministic": "another answer at every call",
    "non-finite": "NaN or infinity",
    "numerical": "a measured slope in place of a formula",
    "penalty": "a penalty left out",
    "permuted": "entries in another order",
    "row": "one wrong row",
    "shape": "another shape",
    "shown-data-only": "right only on the data shown",
    "sign": "the opposite sign",
    "sign-only": "only the sign kept",
    "stale-weights": "weights of an earlier step",
    "swapped": "two gradients swapped",
    "transposed": "a transpose",
    "zero": "all zeros",
}


class Agenda(Struct, frozen=True):
    """What is due now, the first review after that, and the mistakes made at least twice."""

    due: tuple[Review, ...]
    following: Review | None
    habits: tuple[Habit, ...]


def agenda(course: Course, store: Store, now: datetime) -> Agenda:
    """The exercises of this course that are due at `now`, and the learner's mistakes in it."""
    plan = {name: one for name, one in planned(store.judged(course.id)).items() if course.find(name)}
    ready = due(plan, now)
    later = [review for review in plan.values() if review not in ready]
    following = min(later, key=lambda review: (review.due, review.exercise), default=None)
    return Agenda(ready, following, store.habits(course.id))


def agenda_text(course: Course, found: Agenda, now: datetime) -> str:
    """The same as sentences."""
    lines = [f"Due for review: {len(found.due)}"] if found.due else ["Nothing is due for review."]
    lines += [f"  {review.exercise}  {_title(course, review)}, {_state(review, now)}" for review in found.due]
    if found.following is not None:
        when = _days((found.following.due - now).days + 1)
        lines.append(f"{'Then' if found.due else 'First'}: {found.following.exercise}, in {when}.")
    if found.habits:
        lines += ["", "What comes back:"]
        lines += [
            f"  {habit_name(habit)}: {habit.times} times, in {', '.join(habit.exercises)}"
            for habit in found.habits
        ]
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


def habit_name(habit: Habit) -> str:
    """A mistake in a few words: "missing factor 2", "a constant factor, 1/n"."""
    kind, _, mistake = habit.kind.partition(":")
    if mistake:
        return clean(mistake.replace("-", " "), LONGEST_NAME)
    name = _NAMES.get(kind, kind.replace("-", " "))
    return clean(f"{name}, {habit.constant}" if kind == "factor" and habit.constant else name, LONGEST_NAME)


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
