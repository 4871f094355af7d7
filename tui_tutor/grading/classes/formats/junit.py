"""JUnit XML for CI: a suite for each exercise. `failure` is the learner's, `error` is the grader's."""

import xml.etree.ElementTree as ET
from itertools import groupby

from tui_tutor.grading.classes.records import Grades, Result

_ERRORS = ("fault", "cancelled")


def as_junit(grades: Grades) -> str:
    """Every submission is a test case. An undecided one is an error: the ruler failed, not the learner."""
    root = ET.Element("testsuites", {"name": grades.course, **_counts(grades.results)})
    ordered = sorted(grades.results, key=lambda result: (result.exercise, result.student))
    for exercise, same in groupby(ordered, key=lambda result: result.exercise):
        results = tuple(same)
        suite = ET.SubElement(root, "testsuite", {"name": exercise, **_counts(results), "skipped": "0"})
        properties = ET.SubElement(suite, "properties")
        for name, value in (
            ("seed", str(grades.seed)),
            ("tutor", grades.version),
            ("sandbox", grades.sandbox),
        ):
            ET.SubElement(properties, "property", name=name, value=value)
        for result in results:
            _case(suite, result)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, result: Result) -> None:
    case = ET.SubElement(
        suite, "testcase", name=result.student, classname=result.exercise, time=f"{result.seconds:.3f}"
    )
    kind = _kind(result)
    if kind:
        first = result.diagnoses[0].kind if result.diagnoses else result.verdict or result.outcome
        ET.SubElement(case, kind, message=result.message, type=first).text = result.feedback


def _kind(result: Result) -> str:
    if result.verdict == "correct":
        return ""
    return "error" if result.outcome in _ERRORS or result.verdict == "undecided" else "failure"


def _counts(results: tuple[Result, ...]) -> dict[str, str]:
    kinds = [_kind(result) for result in results]
    return {
        "tests": str(len(results)),
        "failures": str(kinds.count("failure")),
        "errors": str(kinds.count("error")),
        "time": f"{sum(result.seconds for result in results):.3f}",
    }
