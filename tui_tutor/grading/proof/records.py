"""What a proof finds: the author's errors, each with its file and what to do."""

from msgspec import Struct


class Finding(Struct, frozen=True):
    """One error of the author's. `line` counts from 1, None when the whole file is meant."""

    file: str
    problem: str
    line: int | None = None
    exercise: str | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.problem}"


class Proof(Struct, frozen=True):
    """The result for a whole course: it is proved when there are no findings."""

    course: str
    exercises: int
    lessons: int
    findings: tuple[Finding, ...]
    seconds: float
