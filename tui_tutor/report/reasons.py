"""A report on one line: why an attempt ended as it did."""

import re

from tui_tutor.report.records import Raised, Report
from tui_tutor.report.text import told

# The end of a sentence: what follows begins with a capital, a formula or code, so that "e.g. 0.5" stays whole.
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z$`])")


def reason(report: Report) -> str:
    """One sentence of the report's own, without line breaks: the cause where one was named, else the headline."""
    if report.raised is not None:
        return _one_line(_raised(report.raised))
    if report.diagnoses and report.verdict != "correct":
        return _first_sentence(told(report.diagnoses[0]))
    return _one_line(report.message)


def _raised(raised: Raised) -> str:
    line = f" in line {raised.frames[-1].line}" if raised.frames else ""
    return f"{raised.type}{line}: {raised.text}" if raised.text else f"{raised.type}{line}"


def _first_sentence(text: str) -> str:
    return _SENTENCE_END.split(_one_line(text), maxsplit=1)[0]


def _one_line(text: str) -> str:
    return " ".join(text.split())
