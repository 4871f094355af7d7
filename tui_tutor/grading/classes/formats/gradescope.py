"""Gradescope's results.json: one student's file, a test for each exercise.

Keys: gradescope-autograders.readthedocs.io, "Autograder Specifications".
"""

import json
from typing import Any

from tui_tutor.grading.classes.formats.table import unmatched
from tui_tutor.grading.classes.records import Grades, Result
from tui_tutor.report import strict


def as_gradescope(grades: Grades) -> str:
    """Raises ValueError for more than one student: Gradescope starts an autograder once for each.

    A test that could not be graded has no score. When there is nothing else the file has none at all, and Gradescope
    tells the instructor that the autograder failed: it is no mark of 0. When no file is an answer, that is the
    student's to mend: 0 points, and why.
    """
    students = {result.student for result in grades.results}
    if len(students) > 1:
        raise ValueError(
            f"Gradescope takes one student's results in a file, and these are {len(students)} students'."
        )
    told: dict[str, Any] = {
        "execution_time": round(sum(result.seconds for result in grades.results), 3),
        "visibility": "visible",
        "output": _output(grades),
        "tests": [_test(number, result) for number, result in enumerate(grades.results, 1)],
        "extra_data": {"tutor": grades.version, "seed": grades.seed, "sandbox": grades.sandbox},
    }
    if not grades.results:
        told["score"] = 0.0
    return json.dumps(strict(told), allow_nan=False, ensure_ascii=False, indent=1) + "\n"


def _output(grades: Grades) -> str:
    lines = list(unmatched(grades.unmatched, most=20))
    told = ["Files that were not graded:", *lines] if lines else []
    if not grades.results:
        told = [
            "No file is an answer to an exercise: a file is named after its exercise, EXERCISE.py.",
            *told,
        ]
    return "\n".join(told)


def _test(number: int, result: Result) -> dict[str, Any]:
    test: dict[str, Any] = {
        "name": result.exercise,
        "number": str(number),
        "status": "passed" if result.verdict == "correct" else "failed",
        "output": "\n\n".join(filter(None, (result.feedback, result.flag))),
        "visibility": "visible",
        "tags": [cause.kind for cause in result.diagnoses],
        "extra_data": {"outcome": result.outcome, "verdict": result.verdict, "flag": result.flag},
    }
    if result.score is None:
        return test
    return {**test, "score": result.score, "max_score": result.max_score}
