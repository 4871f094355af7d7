"""Formulas for the screen: never an error, because a formula that cannot be set is still readable as TeX."""

from tui_tutor.app.ascii_lines import is_spelt
from tui_tutor.app.services import Mathtext
from tui_tutor.mathtext import running
from tui_tutor.report import Report, with_messages


class InAscii:
    """For a terminal that knows ASCII only: a formula that it cannot show is readable as TeX."""

    def __init__(self, mathtext: Mathtext) -> None:
        self._mathtext = mathtext

    def render(self, tex: str) -> list[str]:
        rows = self._mathtext.render(tex)
        return rows if all(map(is_spelt, rows)) else tex.split("\n")

    def inline(self, tex: str) -> str:
        line = self._mathtext.inline(tex)
        return line if is_spelt(line) else " ".join(tex.split())


def rows(mathtext: Mathtext, tex: str) -> list[str]:
    """The formula as lines of equal importance, two-dimensional."""
    try:
        return mathtext.render(tex)
    except ValueError:
        return tex.split("\n")


def line(mathtext: Mathtext, tex: str) -> str:
    """The formula on one line."""
    try:
        return mathtext.inline(tex)
    except ValueError:
        return " ".join(tex.split())


def with_formulas(mathtext: Mathtext, text: str) -> str:
    """Plain text whose formulas are set on the line."""
    return running.with_formulas(text, lambda tex: line(mathtext, tex))


def readable_report(mathtext: Mathtext, report: Report) -> Report:
    """The report with the formulas of its messages set; what the learner printed or raised stays as it is."""
    if report.verdict is None:
        return report
    return with_messages(report, lambda text: with_formulas(mathtext, text))
