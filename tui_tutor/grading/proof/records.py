"""What a proof finds: the author's errors, each with its file and what to do."""

from msgspec import Struct


class Scope(Struct, frozen=True):
    """Which part of a course is to be proved: lessons with their exercises, and single exercises, by id.

    Without any, everything.
    """

    lessons: frozenset[str] = frozenset()
    exercises: frozenset[str] = frozenset()

    def has_lesson(self, lesson: str) -> bool:
        """Whether the lesson's own text is meant."""
        return self == EVERYTHING or lesson in self.lessons

    def has_exercise(self, lesson: str, exercise: str) -> bool:
        """Whether this exercise of this lesson is meant."""
        return self.has_lesson(lesson) or exercise in self.exercises


EVERYTHING = Scope()


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
