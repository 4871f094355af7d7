"""Formulas in running text as one line each."""

from tui_tutor import mathtext
from tui_tutor.mathtext.running import with_formulas
from tui_tutor.report import Report, with_messages


def readable(text: str) -> str:
    """Markdown text with every formula set on one line."""
    return with_formulas(text, mathtext.inline)


def readable_report(report: Report) -> Report:
    """The report with the formulas of its messages set; what the learner printed stays as it is."""
    return with_messages(report, readable)
