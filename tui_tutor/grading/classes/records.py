"""What grading a class works with: submissions found, results given. Plain frozen records."""

from typing import Protocol

from msgspec import Struct

from tui_tutor.report import Outcome, Verdict
from tui_tutor.sandbox import Level


class Origin(Protocol):
    """Where a submission's text lies: a file, or a member of an archive."""

    def read(self) -> str:
        """The source text. Raises SubmissionError with one sentence when it cannot be taken."""


class Submission(Struct, frozen=True):
    """One student's text for one exercise, not read yet. `path` is its name for people.

    `problem` says why it cannot be graded whatever it holds; then `origin` is not read.
    """

    student: str
    exercise: str
    path: str
    origin: Origin
    problem: str = ""


class Unmatched(Struct, frozen=True):
    """A file that is nobody's submission, and why."""

    path: str
    reason: str


class Found(Struct, frozen=True):
    """Everything that lay under the paths: submissions in the order of (student, exercise), and the rest."""

    submissions: tuple[Submission, ...]
    unmatched: tuple[Unmatched, ...]


class Cause(Struct, frozen=True):
    """A diagnosis as a result carries it: no evidence, which may hold numbers of hidden data."""

    kind: str
    parameter: str | None
    message: str


class Result(Struct, frozen=True):
    """One row: what a student gets for an exercise, and why. All texts are clean.

    `score` is in points, out of `max_score`; None means that there is no mark, because grading failed. `flag` says
    why a person should look; empty when none has to. `feedback` is the text that `tutor check` prints.
    """

    student: str
    exercise: str
    path: str
    outcome: Outcome
    verdict: Verdict | None
    score: float | None
    max_score: float
    diagnoses: tuple[Cause, ...]
    message: str
    flag: str
    feedback: str
    seconds: float


class Grades(Struct, frozen=True):
    """A whole class: results in the order of (student, exercise), and everything that a mark depends on."""

    course: str
    version: str
    seed: int
    sandbox: Level
    results: tuple[Result, ...]
    unmatched: tuple[Unmatched, ...] = ()
