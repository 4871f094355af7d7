"""JSON, the source of truth: one strict object, with everything that the other forms show."""

import json
from typing import Any

from msgspec import to_builtins

from tui_tutor.grading.classes.records import Grades, Result
from tui_tutor.grading.classes.statistics import ExerciseStatistics, class_statistics
from tui_tutor.report import strict

SCHEMA = 1


def as_json(grades: Grades) -> str:
    """Keys are only ever added to a schema; a key that changes its meaning makes a new one."""
    told = {
        "schema": SCHEMA,
        "course": grades.course,
        "version": grades.version,
        "seed": grades.seed,
        "sandbox": grades.sandbox,
        "results": [_result(result) for result in grades.results],
        "unmatched": [{"path": one.path, "reason": one.reason} for one in grades.unmatched],
        "statistics": [_statistics(one) for one in class_statistics(grades)],
    }
    return json.dumps(strict(told), allow_nan=False, ensure_ascii=False, indent=1) + "\n"


def _result(result: Result) -> dict[str, Any]:
    return {
        "student": result.student,
        "exercise": result.exercise,
        "verdict": result.verdict,
        "score": result.score,
        "max_score": result.max_score,
        "outcome": result.outcome,
        "diagnoses": [
            {"kind": cause.kind, "parameter": cause.parameter, "message": cause.message}
            for cause in result.diagnoses
        ],
        "message": result.message,
        "flag": result.flag,
        "path": result.path,
        "feedback": result.feedback,
        "seconds": result.seconds,
        "attempt": result.attempt,
        "command": result.command,
    }


def _statistics(one: ExerciseStatistics) -> dict[str, Any]:
    return {
        "exercise": one.exercise,
        "submissions": one.totals.rows,
        "correct": one.totals.correct,
        "wrong": one.totals.wrong,
        "undecided": one.totals.undecided,
        "stopped": one.totals.stopped,
        "not_graded": one.totals.faults,
        "pass_rate": one.pass_rate,
        "attempts": None if one.attempts is None else to_builtins(one.attempts),
        "mistakes": [to_builtins(common) for common in one.mistakes],
        "diagnoses": [to_builtins(common) for common in one.diagnoses],
        "alike": [{"students": list(group.students), "what": group.what} for group in one.alike],
    }
