"""Counting rows: what a class has reached, while it is graded and afterwards."""

from collections.abc import Iterable

from msgspec import Struct

from tui_tutor.grading.classes.records import Result


class Totals(Struct, frozen=True):
    """Counts of rows by how they ended; every row is in exactly one of the first five. Points are sums."""

    correct: int = 0
    wrong: int = 0
    undecided: int = 0
    stopped: int = 0
    faults: int = 0
    flagged: int = 0
    points: float = 0.0
    possible: float = 0.0

    @property
    def rows(self) -> int:
        """All rows."""
        return self.correct + self.wrong + self.undecided + self.stopped + self.faults

    def plus(self, result: Result) -> "Totals":
        """With one row more. A fault counts neither for nor against anybody's points."""
        is_mark = result.score is not None
        return Totals(
            correct=self.correct + (result.verdict == "correct"),
            wrong=self.wrong + (result.verdict == "wrong"),
            undecided=self.undecided + (result.verdict == "undecided"),
            stopped=self.stopped + (result.verdict is None and is_mark),
            faults=self.faults + (not is_mark),
            flagged=self.flagged + bool(result.flag),
            points=self.points + (result.score or 0.0),
            possible=self.possible + (result.max_score if is_mark else 0.0),
        )

    def __str__(self) -> str:
        counts = [("correct", self.correct), ("wrong", self.wrong), ("undecided", self.undecided)]
        counts += [
            ("stopped", self.stopped),
            ("not graded", self.faults),
            ("for a person to see", self.flagged),
        ]
        return ", ".join(f"{count} {word}" for word, count in counts if count) or "nothing yet"


def total(results: Iterable[Result]) -> Totals:
    """The totals of all rows."""
    totals = Totals()
    for result in results:
        totals = totals.plus(result)
    return totals
