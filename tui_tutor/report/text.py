"""The one textual form of a report, which the command line prints and the app styles."""

import math
import re
import textwrap
from collections.abc import Iterator

from tui_tutor.report.records import Diagnosis, ParameterResult, Raised, Report

GLYPHS = {"correct": "✓", "wrong": "✗", "undecided": "?"}
WIDTH = 100

_OUTCOMES = {
    "raised": "Your code stopped with an error.",
    "timed out": "Your code was stopped: it ran out of time.",
    "out of memory": "Your code was stopped: it asked for too much memory.",
    "crashed": "Your code ended without giving an answer.",
    "refused": "Your answer was not taken.",
    "cancelled": "Cancelled before there was an answer.",
    "fault": "The tutor could not check this. It is not your code's fault.",
}


def number(value: float | None) -> str:
    """A number for a narrow column: short, and exact where short is enough."""
    if value is None:
        return "-"
    if value == 0:
        return "0"
    if 1e-3 <= abs(value) < 1e5:
        return f"{value:.4g}"
    return f"{value:.1e}"


def headline(report: Report) -> str:
    """One sentence that says how the check ended."""
    if report.verdict is None:
        return f"! {report.outcome}   {report.message or _OUTCOMES.get(report.outcome, '')}".rstrip()
    return f"{GLYPHS[report.verdict]} {report.verdict}   {report.message}".rstrip()


def as_text(report: Report) -> str:
    """The report as lines of at most about 100 columns, without colour or control characters."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield from _wrapped(headline(report), "", "    ")
    if report.raised is not None:
        yield from raised_lines(report.raised)
    if report.diagnoses:
        yield ""
        for diagnosis in report.diagnoses[:1]:
            yield from _wrapped(told(diagnosis), "  ", "  ")
    if report.parameters:
        yield ""
        yield from _table(report.parameters)
    if report.loss is not None:
        yield f"note: {loss_line(report.loss)}"
    if report.sandbox is not None:
        yield f"note: checked in a sandbox that is only {report.sandbox}, as it was told to be"
    for note in report.notes:
        yield from _wrapped(f"note: {note}", "", "      ")
    if report.printed:
        yield ""
        yield "printed:"
        yield from ("  " + line for line in report.printed.rstrip("\n").split("\n"))


def loss_line(loss: str) -> str:
    """Which loss a gradient was judged by, where the learner may choose one."""
    return f"your gradient was checked against {loss}"


def raised_lines(raised: Raised) -> Iterator[str]:
    """The learner's own lines of a traceback, innermost last, then the error and the shapes that met."""
    for frame in raised.frames:
        yield f"  line {frame.line}, in {frame.function}"
        if frame.source:
            yield f"      {frame.source.strip()}"
    yield from _wrapped(f"  {raised.type}: {raised.text}", "", "      ")
    for operand in raised.operands:
        yield f"      {operand}"


def told(diagnosis: Diagnosis) -> str:
    """A diagnosis in words: its message, behind the name of its array where the message does not say it."""
    name, message = diagnosis.parameter, diagnosis.message
    if name is None or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", message):
        return message
    return f"{name}: {message}"


def on(draw: str) -> str:
    """Where something was seen, as a sentence says it: on the shown data, on hidden data set 1."""
    if draw == "shown":
        return "on the shown data"
    if draw == "moved":
        return "on the shown data at other parameters"
    return f"on hidden data set {draw.removeprefix('hidden ')}"


def _table(parameters: tuple[ParameterResult, ...]) -> Iterator[str]:
    name_width = max(len(parameter.name) for parameter in parameters)
    shape_width = max(len(_shape(parameter)) for parameter in parameters)
    for parameter in parameters:
        row = (
            f"{GLYPHS[parameter.verdict]} {parameter.verdict:<9} {parameter.name:<{name_width}}  "
            f"{_shape(parameter):<{shape_width}}  {_numbers(parameter)}"
        )
        yield row.rstrip()
        if parameter.note:
            yield from _wrapped(parameter.note, "            ", "            ")


def _shape(parameter: ParameterResult) -> str:
    return str(parameter.shape)


def _numbers(parameter: ParameterResult) -> str:
    if parameter.blocked_by:
        return f"computed from {parameter.blocked_by}: look there first"
    if parameter.max_difference is None:
        return ""
    if parameter.verdict == "undecided" and math.isnan(parameter.max_difference):
        return ""  # nothing was given; the note says so
    parts = [f"largest difference {number(parameter.max_difference)}"]
    if parameter.relative_difference is not None:
        parts.append(f"relative {number(parameter.relative_difference)}")
    if parameter.error_bound is not None:
        parts.append(f"error bound {number(parameter.error_bound)}")
    if parameter.verdict != "correct" and parameter.worst_index is not None:
        at = f"worst at [{', '.join(map(str, parameter.worst_index))}]" if parameter.worst_index else ""
        seen = "" if parameter.hidden else _entries(parameter)
        told = ": ".join(part for part in (at, seen) if part)
        parts += [told] if told else []
    if parameter.draw != "shown":
        parts.append(on(parameter.draw))
    return "  ".join(parts)


def _entries(parameter: ParameterResult) -> str:
    return f"yours {number(parameter.analytic_at_worst)}, expected {number(parameter.numeric_at_worst)}"


def _wrapped(text: str, first: str, rest: str) -> Iterator[str]:
    """At most WIDTH columns. Only the very first line begins like `first`: what follows, whoever wrote it, cannot
    pass for another line of the report.
    """
    for paragraph in re.split(r"\n\s*\n", text.strip("\n")):
        yield from textwrap.wrap(paragraph, WIDTH, initial_indent=first, subsequent_indent=rest) or [""]
        first = rest
