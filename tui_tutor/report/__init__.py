"""What one check found: frozen records, their text and their JSON.

A leaf that both sides of the wall share. It imports nothing of the house, and never numpy.
Public: `Report`, `ParameterResult`, `Diagnosis`, `Raised`, `as_text`, `as_json`, `encode`, `decode`; each is imported
when it is asked for, because whoever only remembers verdicts needs no words for them.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "GLYPHS": "text",
    "as_json": "encoding",
    "as_text": "text",
    "decode": "encoding",
    "encode": "encoding",
    "headline": "text",
    "loss_line": "text",
    "number": "text",
    "on": "text",
    "picture_line": "picture",
    "pictured": "picture",
    "raised_lines": "text",
    "reason": "reasons",
    "strict": "encoding",
    "told": "text",
    "what_changed": "changes",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES.get(name, 'records')}"), name)
