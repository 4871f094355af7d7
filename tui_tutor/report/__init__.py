"""What one check found: frozen records, their text and their JSON.

A leaf that both sides of the wall share. It imports nothing of the house, and never numpy.
Public: `Report`, `ParameterResult`, `Diagnosis`, `Raised`, `as_text`, `as_json`, `encode`, `decode`.
"""

from tui_tutor.report.changes import what_changed
from tui_tutor.report.encoding import as_json, decode, encode, strict
from tui_tutor.report.picture import picture_line, pictured
from tui_tutor.report.reasons import reason
from tui_tutor.report.records import (
    Answered,
    Convergence,
    Diagnosis,
    Fault,
    Frame,
    Outcome,
    ParameterResult,
    Raised,
    Report,
    Table,
    Verdict,
    with_messages,
)
from tui_tutor.report.text import GLYPHS, as_text, headline, loss_line, number, on, raised_lines, told

__all__ = [
    "GLYPHS",
    "Answered",
    "Convergence",
    "Diagnosis",
    "Fault",
    "Frame",
    "Outcome",
    "ParameterResult",
    "Raised",
    "Report",
    "Table",
    "Verdict",
    "as_json",
    "as_text",
    "decode",
    "encode",
    "headline",
    "loss_line",
    "number",
    "on",
    "picture_line",
    "pictured",
    "raised_lines",
    "reason",
    "strict",
    "told",
    "what_changed",
    "with_messages",
]
