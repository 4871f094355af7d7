"""Formulas in running text as one line each."""

import re

import msgspec

from tui_tutor import mathtext
from tui_tutor.report import Report

_FORMULA = re.compile(r"\$\$(.+?)\$\$|(?<![\\$\d])\$(?!\s)([^$\n]+?)(?<![\s\\])\$(?!\d)", re.DOTALL)


def readable(text: str) -> str:
    """Markdown text with every formula set on one line."""
    return _FORMULA.sub(lambda match: mathtext.inline((match[1] or match[2]).strip()), text)


def readable_report(report: Report) -> Report:
    """The report with the formulas of its messages set; what the learner printed stays as it is."""
    diagnoses = tuple(
        msgspec.structs.replace(diagnosis, message=readable(diagnosis.message))
        for diagnosis in report.diagnoses
    )
    return msgspec.structs.replace(report, message=readable(report.message), diagnoses=diagnoses)
