"""When an exercise that was right comes back: after growing intervals, computed from the attempts alone.

The idea is spaced repetition: what is recalled when it is nearly forgotten stays longer. Pure; the intervals
are those of the design.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from tui_tutor.progress.records import Judged

CHANGED = "The exercise has changed since you solved it."
AGAIN = "You solved it a while ago. Do it again from the starter, to keep it"

INTERVALS = tuple(timedelta(days=days) for days in (1, 3, 7, 16, 35, 90))


class Review(Struct, frozen=True):
    """When an exercise is to be done again. `passes` counts the right answers in a row, each in its time.

    0 passes: it was right once, and wrong since; it is due at once.
    """

    exercise: str
    due: datetime
    passes: int


def planned(judged: Iterable[Judged]) -> dict[str, Review]:
    """The next review of every exercise that was ever right, from attempts in the order of time.

    A right answer moves the review on by the next interval. One that comes before its time, as when somebody
    checks the same code twice, begins the same interval anew. A wrong one begins with the first interval again.
    """
    plan: dict[str, Review] = {}
    for attempt in judged:
        known = plan.get(attempt.exercise)
        if attempt.verdict == "correct":
            plan[attempt.exercise] = _passed(attempt, known)
        elif attempt.verdict == "wrong" and known is not None:
            plan[attempt.exercise] = Review(attempt.exercise, attempt.when, 0)
    return plan


def due(plan: dict[str, Review], now: datetime) -> tuple[Review, ...]:
    """What is due at `now`, the longest overdue first."""
    ready = (review for review in plan.values() if review.due <= now)
    return tuple(sorted(ready, key=lambda review: (review.due, review.exercise)))


def due_ids(judged: Iterable[Judged], now: datetime) -> frozenset[str]:
    """The exercises that are due at `now`."""
    return frozenset(review.exercise for review in due(planned(judged), now))


def _passed(attempt: Judged, known: Review | None) -> Review:
    if known is None:
        passes = 1
    else:
        passes = known.passes + 1 if attempt.when >= known.due else known.passes
    interval = INTERVALS[min(passes, len(INTERVALS)) - 1]
    return Review(attempt.exercise, attempt.when + interval, passes)
