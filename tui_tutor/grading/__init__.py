"""An exercise and a submission become a report.

May import `progress`, `course`, `sandbox` and `report`; never numpy: foreign code and arrays stay behind the wall.
Public: `Checker` and the records `CurvePoints`, `CurveEnd`, `Played`.
"""

from tui_tutor.grading.checker import Checker
from tui_tutor.grading.curve_records import CurveEnd, CurvePoints
from tui_tutor.grading.playing import Played

__all__ = ["Checker", "CurveEnd", "CurvePoints", "Played"]
