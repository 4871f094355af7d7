"""From a report to a mark, in four rules.

1. A correct answer earns all points of its exercise.
2. A wrong answer earns the points times (arrays that are right on every draw) / (all arrays compared). Intermediates
   count like parameters. What the untouched starter already gets right earns nothing.
3. An answer earns 0 if it stops, runs out of time or memory, lacks a key, holds NaN or infinity, changes its inputs,
   differs between two calls, or was measured with differences instead of derived.
4. Doubt earns 0 and a person is asked: `undecided`, `refused`. A `fault` is the grader's: it is no mark at all.
"""

import math
from typing import Literal

from tui_tutor.course import Exercise
from tui_tutor.grading.classes.normal_form import normal_form
from tui_tutor.grading.classes.records import Cause, Mark
from tui_tutor.report import Diagnosis, Report, as_text
from tui_tutor.sandbox import clean

LONGEST_NAME, LONGEST_PATH, LONGEST_MESSAGE, LONGEST_FEEDBACK = 200, 500, 2_000, 20_000
MOST_CAUSES = 8
DECIMALS = 4

_FLAGS = {
    "refused": "It was not taken: a person should look at the file.",
    "fault": "Grading failed, so there is no mark. Grade it again with --resume, or look at the exercise.",
}


def mark(exercise: Exercise, report: Report, source: str = "") -> Mark:
    """The mark for one checked text. A report that contradicts itself is a fault, never a mark."""
    share = _share(report)
    if share is None:
        message = f"The judge's report contradicts itself ({report.verdict}, score {report.score})."
        report = Report(exercise.id, "fault", message=f"{message} Please report this; it is a bug.")
    ran = report.outcome == "returned" and exercise.judged != "question"
    return _mark(report, share, exercise.points, normal_form(source) if ran else "")


def refuse(
    exercise: str,
    sentence: str,
    points: float = 0.0,
    outcome: Literal["refused", "fault"] = "refused",
) -> Mark:
    """The mark for what could not be checked: 0 points, or none at all for a fault. A person is asked."""
    return _mark(Report(exercise, outcome, message=sentence), 0.0, points, "")


def _share(report: Report) -> float | None:
    """The part of the points that the report is worth; None when its score does not belong to its verdict."""
    if report.outcome == "fault":
        return None if report.verdict else 0.0
    if report.outcome != "returned" or report.verdict == "undecided":
        return 0.0
    if report.verdict == "correct":
        return 1.0 if report.score == 1.0 else None
    if report.verdict == "wrong":
        return report.score if math.isfinite(report.score) and 0.0 <= report.score < 1.0 else None
    return None


def _mark(report: Report, share: float | None, points: float, form: str) -> Mark:
    no_mark = share is None or report.outcome == "fault"
    doubt = "The ruler was in doubt: a person decides." if report.verdict == "undecided" else ""
    return Mark(
        outcome=report.outcome,
        verdict=report.verdict,
        score=None if no_mark else round(points * (share or 0.0), DECIMALS),
        max_score=points,
        diagnoses=tuple(_cause(diagnosis) for diagnosis in report.diagnoses[:MOST_CAUSES]),
        message=one_line(report.message, LONGEST_MESSAGE),
        flag=doubt or _FLAGS.get(report.outcome, ""),
        feedback=clean(as_text(report), LONGEST_FEEDBACK),
        form=form,
        seconds=report.seconds if math.isfinite(report.seconds) else 0.0,
    )


def _cause(diagnosis: Diagnosis) -> Cause:
    parameter = None if diagnosis.parameter is None else one_line(diagnosis.parameter, LONGEST_NAME)
    return Cause(
        one_line(diagnosis.kind, LONGEST_NAME), parameter, one_line(diagnosis.message, LONGEST_MESSAGE)
    )


def one_line(text: str, limit: int) -> str:
    """The text without control characters and line ends, at most `limit` long."""
    return " ".join(clean(text, limit).split())
