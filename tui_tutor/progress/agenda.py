"""What a learner may do besides the next exercise: what is due for review, and which mistakes come back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from tui_tutor.course.types import Course
from tui_tutor.progress.habits import OWN
from tui_tutor.progress.records import Habit, Judged
from tui_tutor.progress.review import Review, due, planned

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


class Remembered(Protocol):
    """What an agenda needs of a store."""

    def judged(self, course_id: str) -> Sequence[Judged]: ...
    def habits(self, course_id: str) -> Sequence[Habit]: ...


def agenda(course: Course, store: Remembered, now: datetime) -> Agenda:
    """The exercises of this course that are due at `now`, and the learner's mistakes in it."""
    plan = {name: one for name, one in planned(store.judged(course.id)).items() if course.find(name)}
    ready = due(plan, now)
    later = [review for review in plan.values() if review not in ready]
    following = min(later, key=lambda review: (review.due, review.exercise), default=None)
    return Agenda(ready, following, tuple(store.habits(course.id)))


def habit_name(habit: Habit) -> str:
    """A mistake in a few words: "missing factor 2", "missing 1/n"."""
    if habit.kind.startswith(OWN):
        name = habit.kind.removeprefix(OWN).replace("-", " ")
    elif habit.kind == "factor" and habit.constant:
        name = _factor(habit.constant)
    else:
        name = _NAMES.get(habit.kind, habit.kind.replace("-", " "))
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:LONGEST_NAME]


def _factor(ratio: str) -> str:
    """The constant that is missing, or one too many, where yours is `ratio` times the right one."""
    above, slash, below = ratio.partition("/")
    bare = below.strip("()")
    if ratio.startswith("-"):
        return f"a constant factor, {ratio}"
    if not any(map(str.isalpha, ratio)):
        return f"a missing factor {bare}" if slash and above == "1" else f"a factor {ratio} too many"
    if not slash:
        return f"missing 1/({ratio})" if "*" in ratio else f"missing 1/{ratio}"
    return f"an extra 1/{below}" if above == "1" else f"missing {bare}/{above}"
