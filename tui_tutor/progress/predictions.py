"""Predict first: what the learner expects of a check, before it runs; remembered, and told without blame."""

from typing import Literal, cast

from msgspec import Struct

from tui_tutor.progress.pages import Settings
from tui_tutor.report import Outcome, Report

ASKING = "predict-first"  # the setting that turns the question on

Prediction = Literal["correct", "wrong", "error"]
PREDICTIONS: tuple[Prediction, ...] = ("correct", "wrong", "error")

_STOPS: tuple[Outcome, ...] = ("raised", "timed out", "out of memory", "crashed", "refused")


class Tally(Struct, frozen=True):
    """How many predictions were made in a course, and how many came true."""

    made: int = 0
    true: int = 0

    def __str__(self) -> str:
        return f"{self.true} of {self.made} predictions came true"


def as_prediction(word: str) -> Prediction | None:
    """The prediction that a word, or its beginning, means."""
    meant = [one for one in PREDICTIONS if word and one.startswith(word.lower())]
    return meant[0] if meant else None


def tally(settings: Settings, course_id: str) -> Tally:
    """What was kept so far."""
    match settings.setting(_name(course_id)):
        case [int(made), int(true)] if 0 <= true <= made:
            return Tally(made, true)
    return Tally()


def keep(settings: Settings, course_id: str, prediction: Prediction, report: Report) -> str | None:
    """Count a prediction against what came; the sentence for the learner, None where nothing was found out."""
    came = _came(report)
    if came is None:
        return "The ruler was in doubt, so your prediction is not counted." if report.verdict else None
    before = tally(settings, course_id)
    now = Tally(before.made + 1, before.true + (came == prediction))
    settings.set_setting(_name(course_id), [now.made, now.true])
    return f"{_told(prediction, came)} {now}."


def _name(course_id: str) -> str:
    return f"predictions/{course_id}"


def _came(report: Report) -> Prediction | None:
    """What there was to foresee; None when the check did not get that far, or the ruler is in doubt."""
    if report.outcome in _STOPS:
        return "error"
    return cast(Prediction, report.verdict) if report.verdict in ("correct", "wrong") else None


def _told(prediction: Prediction, came: Prediction) -> str:
    if prediction == came:
        return f"You foresaw it: {came}."
    if came == "correct":
        return f"You expected {_a(prediction)}, and your code is better than you thought."
    return f"You expected {_a(prediction)}. What did you take for granted? A surprise shows where to look."


def _a(prediction: Prediction) -> str:
    return {"correct": "correct", "wrong": "wrong", "error": "an error"}[prediction]
