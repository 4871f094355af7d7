"""Training with somebody's gradient: numbered snapshots of the parameters, streamed while it runs."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.foreign import silence
from tui_tutor.calls.optimise import Optimiser
from tui_tutor.calls.problem import Draw
from tui_tutor.calls.submission import AnswerError, Submission
from tui_tutor.calls.tree import unpack

MAX_SNAPSHOTS = 200
Step = Callable[[Arrays, Draw], Arrays]


def train(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """`optimiser` (plain descent if none is named) on `draw` with `rate`, for `epochs` passes, in batches of
    `batch` rows (None: all rows), from the draw's parameters or from another `start`. Where the exercise has a
    `curve_step`, that makes the steps.

    Emits `{"epoch": e}` with the parameters at epoch 0, at the last one, and at most 198 between. Ends early, with
    `diverged` true, when a parameter is no longer finite.
    """
    submission = Submission.load(request)
    silence()  # a print in a gradient would come once an epoch
    draw = unpack(request["draw"], arrays)
    params = _started(draw["params"], request.get("start", 0))
    rows = _rows(draw)
    wanted = _snapshot_epochs(request["epochs"])
    step = _own_step(submission, request["rate"]) or _step(submission, request)
    emit({"epoch": 0}, params)
    for epoch in range(1, request["epochs"] + 1):
        for batch in _batches(rows, request.get("batch"), epoch):
            params = step(params, _part(draw, rows, batch))
        if not all(np.isfinite(array).all() for array in params.values()):
            return {"epoch": epoch, "diverged": True}, {}
        if epoch in wanted:
            emit({"epoch": epoch}, params)
    return {"epoch": request["epochs"], "diverged": False}, {}


def _step(submission: Submission, request: dict[str, Any]) -> Step:
    """One step of the optimiser with the submission as its gradient."""
    optimiser = Optimiser(request.get("optimiser", "descent"), request["rate"])
    return lambda params, draw: optimiser.move(params, _gradient(submission, draw, params))


def _own_step(submission: Submission, rate: float) -> Step | None:
    """One step as the exercise makes it: `curve_step(function, draw, rate, state)` -> parameters and state.

    Its state, whatever that is, is None before the first step. None where the exercise makes none.
    """
    own, state = submission.curve_step, None
    if own is None:
        return None

    def step(params: Arrays, draw: Draw) -> Arrays:
        nonlocal state
        copied = {name: array.copy() for name, array in params.items()}
        with np.errstate(all="ignore"):  # divergence is an answer here, not an accident
            found, state = own(submission.function, {**draw, "params": copied}, rate, state)
        return {name: _of_shape(name, found[name], array.shape) for name, array in params.items()}

    return step


def _of_shape(name: str, found: Any, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
    array = np.asarray(found, dtype=float)
    if array.shape != shape:
        raise AnswerError(f"after a step with your answer, {name} has shape {array.shape} and not {shape}")
    return array


def _started(params: dict[str, Any], start: int) -> Arrays:
    """Start 0: the parameters as they are. Others: random ones of each array's own root mean square, 0.5 for zeros."""
    given = {name: np.asarray(array, dtype=float) for name, array in params.items()}
    if not start:
        return given
    rng = np.random.RandomState(start)
    found = {}
    for name, array in given.items():
        size = float(np.sqrt(np.mean(array**2))) if array.size else 0.0
        found[name] = (size or 0.5) * rng.standard_normal(array.shape)
    return found


def _snapshot_epochs(epochs: int) -> frozenset[int]:
    return frozenset(np.linspace(1, epochs, min(epochs, MAX_SNAPSHOTS - 1)).round().astype(int).tolist())


def _gradient(submission: Submission, draw: Draw, params: Arrays) -> Arrays:
    """The submission's gradient at `params`, an array of the parameter's own shape for each of them."""
    found = submission.call({**draw, "params": {name: array.copy() for name, array in params.items()}})
    if len(params) == 1 and len(found) == 1:
        found = dict(zip(params, found.values(), strict=True))
    for name in params:
        if name not in found:
            raise AnswerError(f"your gradient has no entry for {name!r}")
    return {name: np.broadcast_to(found[name], array.shape).astype(float) for name, array in params.items()}


def _rows(draw: Draw) -> int:
    sizes = draw.get("sizes")
    if isinstance(sizes, dict) and "n" in sizes:
        return int(sizes["n"])
    return max(
        (len(value) for value in draw.values() if isinstance(value, np.ndarray) and value.ndim), default=0
    )


def _batches(rows: int, batch: int | None, epoch: int) -> Iterator[np.ndarray[Any, Any] | None]:
    if not batch or batch >= rows:
        yield None
        return
    order = np.random.RandomState(epoch).permutation(rows)
    for start in range(0, rows, batch):
        yield order[start : start + batch]


def _part(draw: Draw, rows: int, batch: np.ndarray[Any, Any] | None) -> Draw:
    """The draw with the rows of one batch in every array that has a row for each sample."""
    if batch is None:
        return draw
    return {
        name: value[batch] if isinstance(value, np.ndarray) and value.ndim and len(value) == rows else value
        for name, value in draw.items()
    }
