"""What the store hands out: frozen records. Every time is aware and in UTC."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from tui_tutor.report import Outcome, Verdict

Progress = Literal["started", "correct", "solution seen"]
Reason = Literal["reset", "conflict", "replaced"]
Ending = Literal["found", "given up"]


class StoreError(Exception):
    """The progress file cannot be used, said in one sentence for the person at the terminal."""


class Draft(Struct, frozen=True):
    """The learner's unfinished code for one exercise. `revision` counts its saves from 1."""

    text: str
    revision: int
    when: datetime


class Saved(Struct, frozen=True):
    """How a save ended. `revision` is what the next save has to name.

    `conflict` is None, or a sentence that says where the text went, as another tutor had saved in between.
    """

    revision: int
    conflict: str | None = None


class OldDraft(Struct, frozen=True):
    """A draft that is no longer the current one, and why.

    `reset`: the learner went back to the starter. `conflict`: two tutors edited at once, and this is the text
    that came second. `replaced`: the last text of an earlier session, before a later one went on with it.
    """

    text: str
    revision: int
    when: datetime
    reason: Reason


class Attempt(Struct, frozen=True):
    """One check, remembered. `digest` is the exercise's at that time; `report` is JSON."""

    digest: str
    source: str
    outcome: Outcome
    verdict: Verdict | None
    report: bytes
    when: datetime


class Merged(Struct, frozen=True):
    """What came in with an import: attempts that were not here, drafts that became the current ones."""

    attempts: int
    drafts: int


class State(Struct, frozen=True):
    """One exercise on the map. `digest` is that of the latest correct attempt, None when there is none."""

    state: Progress
    digest: str | None
    attempts: int
    last: datetime


class Judged(Struct, frozen=True):
    """One attempt as far as a review cares: which exercise, when, and what the verdict was."""

    exercise: str
    when: datetime
    verdict: Verdict


class Habit(Struct, frozen=True):
    """A cause that was diagnosed `times` times, and in which exercises.

    `kind` is a diagnosis's; `constant` is the ratio's name, such as "1/n", where one was measured.
    """

    kind: str
    constant: str | None
    times: int
    exercises: tuple[str, ...]


class Hunt(Struct, frozen=True):
    """One bug hunt: a text that the tutor planted bugs in, and how far its learner is.

    `level` and `seed` say which bugs; `text` is what became of the `planted` one so far, `runs` how many texts were
    checked. `ending` is None as long as the hunt is open.
    """

    exercise: str
    begun: datetime
    level: int
    seed: int
    planted: str
    text: str
    runs: int = 0
    ending: Ending | None = None


class SavedHunt(Struct, frozen=True):
    """How a save ended: the hunt to go on with.

    `conflict` is None, or a sentence that says where the text went, as another tutor was at the same hunt.
    """

    hunt: Hunt
    conflict: str | None = None
