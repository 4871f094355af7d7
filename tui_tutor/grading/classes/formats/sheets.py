"""CSV for spreadsheets: every cell quoted, and no cell that a spreadsheet would compute."""

import csv
import io
from collections.abc import Iterable

from tui_tutor.grading.classes.records import Grades, Result

ROW = (
    "student",
    "exercise",
    "verdict",
    "score",
    "max_score",
    "outcome",
    "kinds",
    "message",
    "flag",
    "path",
    "seconds",
    "sandbox",
)
_STARTS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")


def as_rows(grades: Grades) -> str:
    """One row a submission. `score` is empty where there is no mark."""
    return _sheet([ROW, *((*_row(result), grades.sandbox) for result in grades.results)])


def as_matrix(grades: Grades) -> str:
    """Students down, exercises across, scores inside; empty where nothing was handed in or graded."""
    exercises = sorted({result.exercise for result in grades.results})
    students: dict[str, dict[str, float | None]] = {}
    for result in grades.results:
        students.setdefault(result.student, {})[result.exercise] = result.score
    rows = [
        (student, *(_number(scores.get(exercise)) for exercise in exercises), _number(_sum(scores.values())))
        for student, scores in students.items()
    ]
    return _sheet([("student", *exercises, "total"), *rows])


def _row(result: Result) -> tuple[str, ...]:
    return (
        result.student,
        result.exercise,
        result.verdict or "",
        _number(result.score),
        _number(result.max_score),
        result.outcome,
        " ".join(cause.kind for cause in result.diagnoses),
        result.message,
        result.flag,
        result.path,
        _number(result.seconds),
    )


def _sum(scores: Iterable[float | None]) -> float:
    return round(sum(score for score in scores if score is not None), 4)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _sheet(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [_inert(cell) for cell in row] for row in rows
    )
    return text.getvalue()


def _inert(cell: str) -> str:
    """An apostrophe in front of what would be a formula: spreadsheets then show the text and compute nothing.

    See OWASP, "CSV Injection". Control characters and line ends have no place in a cell.
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in cell).split())
    return f"'{line}" if line.startswith(_STARTS_A_FORMULA) else line
