"""What the result pane of an exercise holds: a panel for each thing that can be found out about it."""

from textual.widget import Widget

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.services import Mathtext
from tui_tutor.app.widgets.curve_view import CurveView
from tui_tutor.app.widgets.hint_ladder import HintLadder
from tui_tutor.app.widgets.history_view import HistoryView
from tui_tutor.app.widgets.output_view import OutputView
from tui_tutor.app.widgets.steps_view import StepsView
from tui_tutor.app.widgets.verdict_panel import VerdictPanel
from tui_tutor.course.types import Exercise

_CODE = "Ctrl+J checks your code. F5 does the same."
_QUESTION = "Pick an answer and press Enter."


def panels_of(exercise: Exercise, mathtext: Mathtext, glyphs: Glyphs, hints_shown: int) -> dict[str, Widget]:
    """The panels by the names of their tabs, in order. `hints_shown`: how many hints were seen before."""
    code, hints = exercise.judged != "question", exercise.hints
    verdict = verdict_panel(exercise, mathtext, glyphs, _CODE if code else _QUESTION)
    verdict.ladder = min(hints_shown, len(hints)), hints
    panels: dict[str, Widget] = {"Verdict": verdict}
    if exercise.judged == "gradient":
        panels["Steps"] = StepsView(ascii=glyphs.ascii)
    if (curve := exercise.curve) is not None:
        panels["Curve"] = CurveView(exercise.asked_for, ascii=glyphs.ascii, log_y=curve.log, rate=curve.rate)
    if code:
        panels["Output"] = OutputView()
    if hints:
        panels["Hints"] = HintLadder(hints, mathtext, hints_shown)
    panels["History"] = HistoryView(glyphs, code=code)
    return panels


def verdict_panel(
    exercise: Exercise, mathtext: Mathtext, glyphs: Glyphs, invitation: str = ""
) -> VerdictPanel:
    """A panel that speaks of this exercise: a gradient has a numerical one, a value an expected one."""
    reference = "numerical" if exercise.judged == "gradient" else "expected"
    return VerdictPanel(glyphs, mathtext, reference, invitation)
