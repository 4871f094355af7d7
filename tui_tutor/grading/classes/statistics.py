"""What a class did, exercise by exercise. Counts and names for a teacher to think about; nobody is accused here."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from tui_tutor.grading.classes.records import Grades, Likeness, Result
from tui_tutor.grading.classes.totals import Totals, total

MISTAKE = "mistake:"  # how the kind of a diagnosis begins that the exercise's author has foreseen
MOST_COMMON = 5


class Common(Struct, frozen=True):
    """A kind of diagnosis, and how many students got it."""

    kind: str
    students: int


class Attempts(Struct, frozen=True):
    """How often students handed in, for those `known` of whom somebody counted."""

    known: int
    median: float
    most: int


class Alike(Struct, frozen=True):
    """Students whose texts are the same apart from comments, layout and the names they give. `what` says when it is a
    text that everybody has: the starter or the official solution.
    """

    students: tuple[str, ...]
    what: str = ""


class ExerciseStatistics(Struct, frozen=True):
    """One exercise. `pass_rate` is correct rows among those with a mark; None when there are none."""

    exercise: str
    totals: Totals
    pass_rate: float | None
    attempts: Attempts | None
    mistakes: tuple[Common, ...]
    diagnoses: tuple[Common, ...]
    alike: tuple[Alike, ...]


def class_statistics(grades: Grades) -> tuple[ExerciseStatistics, ...]:
    """Every exercise that was handed in, by name. Empty for one student, who is no class."""
    if len({result.student for result in grades.results}) < 2:
        return ()
    ordered = sorted(grades.results, key=lambda result: result.exercise)
    return tuple(
        _of_one(exercise, tuple(rows), grades.likenesses)
        for exercise, rows in groupby(ordered, key=lambda result: result.exercise)
    )


def _of_one(exercise: str, rows: Sequence[Result], likenesses: Iterable[Likeness]) -> ExerciseStatistics:
    totals = total(rows)
    marked = totals.rows - totals.faults
    wrong = [row for row in rows if row.verdict != "correct"]
    kinds = Counter(kind for row in wrong for kind in {cause.kind for cause in row.diagnoses})
    known = {one.form: one.what for one in likenesses if one.exercise == exercise}
    return ExerciseStatistics(
        exercise,
        totals,
        round(totals.correct / marked, 4) if marked else None,
        _attempts([row.attempt for row in rows if row.attempt is not None]),
        _most_common({kind: count for kind, count in kinds.items() if kind.startswith(MISTAKE)}),
        _most_common({kind: count for kind, count in kinds.items() if not kind.startswith(MISTAKE)}),
        _alike(rows, known),
    )


def _attempts(counted: Sequence[int]) -> Attempts | None:
    return Attempts(len(counted), float(statistics.median(counted)), max(counted)) if counted else None


def _most_common(kinds: dict[str, int]) -> tuple[Common, ...]:
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Common(kind, count) for kind, count in ordered[:MOST_COMMON])


def _alike(rows: Sequence[Result], known: dict[str, str]) -> tuple[Alike, ...]:
    """Groups of two and more, the largest first."""
    groups: dict[str, list[str]] = {}
    for row in rows:
        if row.form:
            groups.setdefault(row.form, []).append(row.student)
    alike = [
        Alike(tuple(sorted(names)), known.get(form, "")) for form, names in groups.items() if len(names) > 1
    ]
    return tuple(sorted(alike, key=lambda group: (-len(group.students), group.students)))
