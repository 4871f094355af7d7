"""An exercise and a submission become a report.

May import `progress`, `course`, `sandbox` and `report`; never numpy: foreign code and arrays stay behind the wall.
Public: `Checker` and the records `Trial`, `CurvePoints`, `CurveEnd`, `Played`; they are imported when they are
asked for, because the records of a curve must not bring the sandbox along.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_tutor.grading.checker import Checker
    from tui_tutor.grading.curve_records import CurveEnd, CurvePoints, Trial
    from tui_tutor.grading.playing import Played

__all__ = ["Checker", "CurveEnd", "CurvePoints", "Played", "Trial"]

_HOMES = {
    "Checker": "checker",
    "CurveEnd": "curve_records",
    "CurvePoints": "curve_records",
    "Played": "playing",
    "Trial": "curve_records",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
