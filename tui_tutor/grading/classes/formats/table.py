"""A table for people: a line a submission, then what a person has to look at."""

import unicodedata
from collections.abc import Iterator, Sequence
from textwrap import wrap

from tui_tutor.grading.classes.formats.class_words import WHAT_ALIKE_MEANS, attempts, common, groups, rate
from tui_tutor.grading.classes.records import Grades, Result, Unmatched
from tui_tutor.grading.classes.statistics import ExerciseStatistics, class_statistics
from tui_tutor.grading.classes.totals import total

GLYPHS = {"correct": "✓", "wrong": "✗", "undecided": "?", None: "!"}
WIDTH, NAME = 110, 30


def as_table(grades: Grades) -> str:
    """Lines of at most about 110 columns."""
    return "\n".join(_lines(grades)) + "\n"


def _lines(grades: Grades) -> Iterator[str]:
    student = _width([result.student for result in grades.results])
    exercise = _width([result.exercise for result in grades.results])
    for result in grades.results:
        word = result.verdict or result.outcome
        start = (
            f"{GLYPHS[result.verdict]} {word:<13} {_fit(result.student, student)}  "
            f"{_fit(result.exercise, exercise)}  {points(result):>9}  "
        )
        yield (start + _cut(_why(result), max(WIDTH - _columns(start), 20))).rstrip()
    totals = total(grades.results)
    yield ""
    yield f"{totals.rows} submissions: {totals}. {totals.points:.6g} of {totals.possible:.6g} points."
    yield from _class(class_statistics(grades))
    flagged = [result for result in grades.results if result.flag]
    if flagged:
        yield "\nFor a person to look at:"
        yield from (f"  {one.student}  {one.exercise}: {_what_happened(one)}" for one in flagged)
    if grades.unmatched:
        yield "\nFiles that are nobody's submission:"
        yield from (f"  {line}" for line in unmatched(grades.unmatched))
    if grades.sandbox != "sealed":
        yield f"\nThis code ran in a sandbox that is only {grades.sandbox}."
    yield f"\nAny of these marks again: tutor check EXERCISE FILE --seed {grades.seed}"


def _class(all_: Sequence[ExerciseStatistics]) -> Iterator[str]:
    """The class as a whole, a paragraph an exercise."""
    if all_:
        yield "\nThe class, by exercise:"
    for one in all_:
        yield f"  {one.exercise}: " + ", ".join(filter(None, (rate(one), attempts(one))))
        told = [f"mistakes: {common(one.mistakes)}"] if one.mistakes else []
        told += [f"diagnoses: {common(one.diagnoses)}"] if one.diagnoses else []
        for line in (*told, *groups(one)):
            yield from wrap(line, WIDTH, initial_indent=" " * 4, subsequent_indent=" " * 8)
    if any(one.alike for one in all_):
        yield from wrap(f"  {WHAT_ALIKE_MEANS}", WIDTH, subsequent_indent="  ")


def _what_happened(result: Result) -> str:
    """What a person has to look at, where, and why."""
    told = result.message if result.verdict is None else result.flag
    return told if result.path in told else f"{told} ({result.path})"


def unmatched(files: Sequence[Unmatched], most: int = 100) -> Iterator[str]:
    """Files that are nobody's, a line each; of very many the first."""
    yield from (f"{one.path}: {one.reason}" for one in files[:most])
    if len(files) > most:
        yield f"and {len(files) - most} more, which --format json names"


def points(result: Result) -> str:
    """`0.5 / 1`, or a dash where there is no mark."""
    return f"{'-' if result.score is None else f'{result.score:.4g}'} / {result.max_score:.4g}"


def _why(result: Result) -> str:
    named = result.diagnoses[0].kind + ": " if result.diagnoses and result.verdict != "correct" else ""
    return "" if result.verdict == "correct" else named + result.message


def _width(texts: list[str]) -> int:
    return min(NAME, max(map(_columns, texts), default=0))


def _columns(text: str) -> int:
    """Columns of a terminal: wide East Asian characters take two, combining ones none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _fit(text: str, width: int) -> str:
    cut = _cut(text, width)
    return cut + " " * (width - _columns(cut))


def _cut(text: str, width: int) -> str:
    if _columns(text) <= width:
        return text
    while text and _columns(text) > width - 1:
        text = text[:-1]
    return text + "…"
