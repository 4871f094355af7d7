"""One hunt under way: its text, its runs, its end. Both front ends hold one and ask the checker themselves."""

from datetime import UTC, datetime
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from tui_tutor.course import Exercise
from tui_tutor.grading.hunting.levels import level_of
from tui_tutor.grading.hunting.planting import Planted, unnamed
from tui_tutor.grading.hunting.standing import standing
from tui_tutor.grading.hunting.telling import invitation, story
from tui_tutor.grading.hunting.veil import veiled
from tui_tutor.progress.records import Hunt, SavedHunt
from tui_tutor.report import Report

UNCOUNTED = ("cancelled", "fault")  # neither says anything about the learner


class HuntStore(Protocol):
    """What a hunt asks of the store."""

    def hunts(self, course_id: str) -> tuple[Hunt, ...]: ...
    def begin_hunt(self, course_id: str, hunt: Hunt) -> None: ...
    def save_hunt(self, course_id: str, hunt: Hunt, seen: str) -> SavedHunt: ...


class Wish(Struct, frozen=True):
    """What a learner names of a hunt; the tutor chooses the rest."""

    exercise: str | None = None
    seed: int | None = None
    level: int | None = None


class Wanted(Struct, frozen=True):
    """Which bug is to be planted."""

    level: int
    seed: int


def wanted(store: HuntStore, course_id: str, exercise_id: str, wish: Wish) -> Wanted:
    """What was named; otherwise the open hunt at this exercise; otherwise the next bug at the learner's level."""
    hunts = store.hunts(course_id)
    here = [hunt for hunt in hunts if hunt.exercise == exercise_id]
    unfinished = next((hunt for hunt in reversed(here) if hunt.ending is None), None)
    if (
        unfinished is not None
        and wish.seed in (None, unfinished.seed)
        and wish.level in (None, unfinished.level)
    ):
        return Wanted(unfinished.level, unfinished.seed)
    following = 1 + max((hunt.seed for hunt in here), default=0)
    return Wanted(
        standing(hunts).level if wish.level is None else wish.level,
        following if wish.seed is None else wish.seed,
    )


class OpenHunt:
    """A hunt that goes on from where the store knows it, or begins.

    `shown` is what a learner sees of the last report: at first of that on the planted text.
    """

    def __init__(self, store: HuntStore, course_id: str, exercise: Exercise, planted: Planted) -> None:
        self._store, self._course = store, course_id
        self.exercise, self.planted, self.level = exercise, planted, level_of(planted.level)
        self.asked = unnamed(exercise)
        unfinished = [hunt for hunt in store.hunts(course_id) if self._is_this(hunt)]
        if unfinished:
            self._hunt = unfinished[-1]
        else:
            source = planted.source
            self._hunt = Hunt(exercise.id, datetime.now(UTC), planted.level, planted.seed, source, source)
            store.begin_hunt(course_id, self._hunt)
        self._checked = {planted.source}
        self.shown = veiled(planted.report, self.level)

    def _is_this(self, hunt: Hunt) -> bool:
        """Open, of the same bugs, and in the very text: another version of the exercise is another hunt."""
        planted = self.planted
        return (
            hunt.ending is None
            and (hunt.exercise, hunt.level, hunt.seed) == (planted.exercise, planted.level, planted.seed)
            and hunt.planted == planted.source
        )

    @property
    def text(self) -> str:
        """The learner's text."""
        return self._hunt.text

    @property
    def runs(self) -> int:
        """How many different texts were checked."""
        return self._hunt.runs

    @property
    def is_open(self) -> bool:
        """Whether the bug is neither found nor given up."""
        return self._hunt.ending is None

    @property
    def invitation(self) -> str:
        """Markdown: what this hunt asks for."""
        return invitation(self.exercise, self.planted)

    @property
    def story(self) -> str:
        """Markdown: what it was; empty as long as the hunt is open."""
        return "" if self._hunt.ending is None else story(self.planted, self._hunt.ending, self.runs)

    def keep(self, text: str) -> str | None:
        """Remember the learner's text. Returns a sentence for the learner when another tutor is at this hunt too."""
        if text == self._hunt.text:
            return None
        return self._save(replace(self._hunt, text=text))

    def judged(self, source: str, report: Report) -> Report:
        """Counts a check of `source`, as long as the hunt is open; returns what of its report is shown."""
        self.shown = veiled(report, self.level) if self.is_open else report
        if not self.is_open:
            return report
        if report.outcome not in UNCOUNTED and source not in self._checked:
            self._checked.add(source)
            self._save(replace(self._hunt, runs=self.runs + 1))
        if report.verdict == "correct":
            self._save(replace(self._hunt, text=source, ending="found"))
        return self.shown

    def give_up(self) -> None:
        """End it without having found the bug."""
        if self.is_open:
            self._save(replace(self._hunt, ending="given up"))

    def _save(self, hunt: Hunt) -> str | None:
        if self._hunt.ending is not None:
            return None
        saved = self._store.save_hunt(self._course, hunt, self._hunt.text)
        self._hunt = saved.hunt
        return saved.conflict
