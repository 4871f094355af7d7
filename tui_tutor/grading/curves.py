"""Loss curves: training with the right gradient and with the learner's, drawn while it runs.

The learner's process streams parameters only; losses are computed in the problem's own process. A curve is an
illustration, never evidence: many wrong gradients train as well as the right one.
"""

import math
import time
from collections.abc import Callable, Iterator
from typing import Literal

from tui_tutor.course import Exercise
from tui_tutor.grading.calling import Caller
from tui_tutor.grading.curve_records import CurveEnd, CurvePoints, Trial
from tui_tutor.grading.exploring import floats
from tui_tutor.grading.requests import losses_call, problem_of, train_call
from tui_tutor.sandbox import Array, CallResult, Snapshot

OnPoints = Callable[[CurvePoints], None]
INTERVAL = 0.1  # seconds between two deliveries of points
NO_PROOF = "A curve alone proves no {}; the verdict does."


def draw_curve(
    call: Caller,
    exercise: Exercise,
    source: str,
    draw: dict[str, object],
    arrays: dict[str, Array],
    on_points: OnPoints,
    trial: Trial,
) -> CurveEnd:
    """Both trainings, the right one first. `on_points` gets new points several times a second."""
    right = _train(call, exercise, problem_of(exercise).solution, draw, arrays, "true", on_points, trial)
    if right.ended.outcome != "returned":
        return CurveEnd(_why(f"the right {exercise.asked_for}", right.ended))
    yours = _train(call, exercise, source, draw, arrays, "yours", on_points, trial)
    if yours.ended.outcome != "returned":
        return CurveEnd(_why(f"your {exercise.asked_for}", yours.ended))
    if right.diverged or yours.diverged:
        return CurveEnd(_divergence(right, yours), diverged=True)
    told = [
        _comparison(right, yours),
        *_measured(exercise, right, yours),
        NO_PROOF.format(exercise.asked_for),
    ]
    return CurveEnd(" ".join(told))


def draw_right_curve(
    call: Caller,
    exercise: Exercise,
    draw: dict[str, object],
    arrays: dict[str, Array],
    on_points: OnPoints,
) -> CurveEnd:
    """The training with the right gradient alone, for whoever proves an exercise."""
    right = _train(call, exercise, problem_of(exercise).solution, draw, arrays, "true", on_points, Trial())
    if right.ended.outcome != "returned":
        return CurveEnd(_why(f"the right {exercise.asked_for}", right.ended))
    return CurveEnd(f"The training ends at a loss of {right.last:.4g}.", right.diverged)


class _Training:
    """Snapshots on their way to becoming points: collected, and delivered in portions."""

    def __init__(
        self, call: Caller, exercise: Exercise, series: Literal["yours", "true"], on_points: OnPoints
    ) -> None:
        self.call, self.exercise, self.series, self.on_points = call, exercise, series, on_points
        self.waiting: list[Snapshot] = []
        self.delivered = time.monotonic()
        self.first = self.last = self.metric = math.nan
        self.ended = CallResult("fault")
        self.unmeasured: CallResult | None = None  # how a call ended that should have computed losses

    @property
    def diverged(self) -> bool:
        """Whether it left every bound."""
        return bool(self.ended.reply.get("diverged")) or not math.isfinite(self.last)

    def take(self, snapshot: Snapshot) -> None:
        self.waiting.append(snapshot)
        if time.monotonic() - self.delivered >= INTERVAL:
            self.deliver()

    def deliver(self) -> None:
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        arrays = {
            f"{number}/{name}": array
            for number, snapshot in enumerate(waiting)
            for name, array in snapshot.arrays.items()
        }
        result = self.call(losses_call(self.exercise, 0, None, len(waiting), arrays))
        self.delivered = time.monotonic()
        if result.outcome != "returned" or "losses" not in result.arrays:
            self.unmeasured = result
            return
        losses = floats(result.arrays["losses"])
        epochs = tuple(int(snapshot.reply.get("epoch", 0)) for snapshot in waiting)
        self.first = losses[0] if math.isnan(self.first) else self.first
        self.last = losses[-1]
        if "metric" in result.arrays:
            self.metric = floats(result.arrays["metric"])[-1]
        self.on_points(CurvePoints(self.series, epochs, losses))


def _train(
    call: Caller,
    exercise: Exercise,
    source: str,
    draw: dict[str, object],
    arrays: dict[str, Array],
    series: Literal["yours", "true"],
    on_points: OnPoints,
    trial: Trial,
) -> _Training:
    training = _Training(call, exercise, series, on_points)
    training.ended = call(train_call(exercise, source, draw, arrays, trial), training.take)
    training.deliver()
    if training.ended.outcome == "returned" and training.unmeasured is not None:
        training.ended = training.unmeasured
    return training


def _why(whose: str, ended: CallResult) -> str:
    if ended.outcome == "cancelled":
        return "The training was cancelled."
    detail = f"{ended.raised.type}: {ended.raised.text}" if ended.raised else ended.message
    return f"The training with {whose} stopped: {detail}"


def _divergence(right: _Training, yours: _Training) -> str:
    what = right.exercise.asked_for
    if right.diverged and yours.diverged:
        lost = _lost(yours), _lost(right)
        each = lost[0] if lost[0] == lost[1] else f"with yours {lost[0]}, with the right {what} {lost[1]}"
        return f"Both trainings diverge: {each}. The learning rate is too large here."
    if yours.diverged:
        return f"With your {what} the training diverges: {_lost(yours)}. The right {what} {_end(right)}."
    return (
        f"The right {what} diverges: {_lost(right)}, because the learning rate is too large for it. "
        f"Yours {_end(yours)}."
    )


def _lost(training: _Training) -> str:
    """What is no longer finite, and since when."""
    if training.ended.reply.get("diverged"):
        return f"after epoch {training.ended.reply.get('epoch')} the parameters are no longer finite"
    return "the loss is no longer finite"


def _end(training: _Training) -> str:
    verb = "ends at" if training.last <= training.first else "climbs to"
    return f"{verb} {training.last:.4g}, from {training.first:.4g}"


def _comparison(right: _Training, yours: _Training) -> str:
    if math.isclose(right.last, yours.last, rel_tol=1e-6, abs_tol=1e-12):
        return f"Both end at a loss of {yours.last:.4g}, from {yours.first:.4g}."
    return f"Yours {_end(yours)}; the right {right.exercise.asked_for} {_end(right)}."


def _measured(exercise: Exercise, right: _Training, yours: _Training) -> Iterator[str]:
    """The sentence on the curve's metric, under the name that its author gave it."""
    if exercise.curve is None or exercise.curve.metric is None:
        return
    name = exercise.curve.metric.replace("_", " ")
    name = name[0].upper() + name[1:]
    if f"{yours.metric:.4g}" == f"{right.metric:.4g}":
        yield f"{name}: {yours.metric:.4g} with both."
    else:
        yield f"{name}: {yours.metric:.4g} with yours, {right.metric:.4g} with the right {exercise.asked_for}."
