"""What grading a class works with: submissions found, results given. Plain frozen records."""

from typing import Protocol

from msgspec import Struct

from tui_tutor.course import Exercise
from tui_tutor.report import Outcome, Verdict
from tui_tutor.sandbox import Level


class Origin(Protocol):
    """Where a submission's text lies: a file, or a member of an archive."""

    def read(self) -> str:
        """The source text. Raises SubmissionError with one sentence when it cannot be taken."""

    def given_to(self, command: str) -> str:
        """A shell line that runs `command` on this text; the name of a file comes last in it."""


class Submission(Struct, frozen=True):
    """One student's text for one exercise, not read yet. `path` is its name for people.

    `problem` says why it cannot be graded whatever it holds; then `origin` is not read. `attempt` counts from 1,
    where somebody counts.
    """

    student: str
    exercise: str
    path: str
    origin: Origin
    problem: str = ""
    attempt: int | None = None


class Paper(Struct, frozen=True):
    """A submission that was read, and the fingerprint of all that its mark depends on."""

    submission: Submission
    source: str
    fingerprint: str


class Batch(Struct, frozen=True):
    """Papers on one exercise that are marked together."""

    exercise: Exercise
    papers: tuple[Paper, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """What there is to be marked, without a name."""
        return tuple(paper.source for paper in self.papers)


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


class Mark(Struct, frozen=True):
    """What a text is worth as an answer to an exercise, and why; whose it is, nobody knows here. All texts are clean.

    `score` is in points, out of `max_score`; None means that there is no mark, because grading failed. `flag` says
    why a person should look; empty when none has to. `feedback` is the text that `tutor check` prints. `form` is the
    `normal_form` of a text that ran to its end, empty for others.
    """

    outcome: Outcome
    verdict: Verdict | None
    score: float | None
    max_score: float
    diagnoses: tuple[Cause, ...]
    message: str
    flag: str
    feedback: str
    form: str
    seconds: float


class Result(Mark, frozen=True):
    """One row: what a student gets for an exercise, and why. `command` gives the same mark again, in a shell."""

    student: str
    exercise: str
    path: str
    attempt: int | None
    command: str


class Likeness(Struct, frozen=True):
    """What the normal form of a text means in an exercise: its untouched starter, or its official solution."""

    exercise: str
    form: str
    what: str


class Grades(Struct, frozen=True):
    """A whole class: results in the order of (student, exercise), and everything that a mark depends on."""

    course: str
    version: str
    seed: int
    sandbox: Level
    results: tuple[Result, ...]
    unmatched: tuple[Unmatched, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
