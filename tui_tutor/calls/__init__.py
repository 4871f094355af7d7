"""What runs inside a confined call: pose, answer, judge, train, losses, series, script.

May import `gradcheck`, `neural_network` and `report`; no room imports it, `sandbox` starts it by name. Every entry
is a function `entry(request, arrays, emit) -> (value, arrays)` of plain data and numpy arrays.
Public: `perform`, `ahead`, `rehearse`.
"""

from tui_tutor.calls.ahead import ahead
from tui_tutor.calls.perform import perform
from tui_tutor.calls.warming import rehearse

__all__ = ["ahead", "perform", "rehearse"]
