"""Partial credit begins where the starter ends."""

import msgspec

from tui_tutor.report import Report


def beyond_the_starter(report: Report, starter: Report) -> Report:
    """A wrong answer's report without credit for the arrays that the untouched starter gets right as well.

    A starter that could not be checked (`fault`, `cancelled`) leaves no credit: no doubt ever earns a point.
    """
    if starter.outcome in ("fault", "cancelled"):
        return msgspec.structs.replace(report, score=0.0)
    given = {result.name for result in starter.parameters if result.verdict == "correct"}
    free = sum(1 for result in report.parameters if result.verdict == "correct" and result.name in given)
    score = max(0.0, report.score - free / len(report.parameters)) if report.parameters else 0.0
    return msgspec.structs.replace(report, score=round(score, 9))
