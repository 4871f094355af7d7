"""The lesson's own ruler: `numerical_gradient` at the exercise's h, for the numbers on the screen."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from tui_tutor import neural_network
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.problem import Posed, Problem
from tui_tutor.calls.selection import chosen_loss
from tui_tutor.calls.submission import RESULT, as_arrays, call_by_name
from tui_tutor.report import ParameterResult, Table

Loss = Callable[[Arrays], float]
MAX_ENTRIES = 1024
VISIBLE = 1e-3  # two rulers that differ by more than this, relative to the largest entry, differ visibly
STEPS = tuple(10.0**-exponent for exponent in range(2, 9))


def lesson_gradient(loss: Loss, params: Arrays, h: float) -> Arrays:
    """The core's `numerical_gradient` of a loss that is a function of the parameters alone."""
    point = {name: np.array(array, dtype=float) for name, array in params.items()}
    unused = np.zeros(0)  # the loss has its data already
    return neural_network.numerical_gradient(
        unused, unused, point, lambda value, _: value, lambda _, p: loss(p), h
    )


def with_lesson_numbers(
    results: Sequence[ParameterResult], report: Any, loss: Loss, params: Arrays, h: float
) -> tuple[tuple[ParameterResult, ...], tuple[str, ...]]:
    """The records with the numbers that the lesson teaches, and a note when they differ visibly from the verdict's.

    The verdict stays what it is: it rests on derivatives with an error bound, not on one step h.
    """
    if sum(array.size for array in params.values()) > MAX_ENTRIES:
        return tuple(results), ()
    numeric = lesson_gradient(loss, params, h)
    records, differing = [], []
    for record in results:
        check = report.parameters.get(record.name)
        if record.table is None or check is None or check.numeric is None or record.name not in numeric:
            records.append(record)
            continue
        records.append(_with_numbers(record, check.analytic, numeric[record.name]))
        if _differ(numeric[record.name], check.numeric):
            differing.append(record.name)
    if not differing:
        return tuple(records), ()
    note = (
        f"at h = {h:g} the central difference of {', '.join(differing)} is itself visibly off; "
        "the verdict rests on smaller errors than the numbers shown"
    )
    return tuple(records), (note,)


def _with_numbers(record: ParameterResult, analytic: Any, numeric: Any) -> ParameterResult:
    analytic, numeric = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    if analytic.shape != numeric.shape or analytic.size == 0:
        return record
    difference = np.abs(analytic - numeric)
    worst = np.unravel_index(int(np.argmax(np.nan_to_num(difference, nan=np.inf))), difference.shape)
    largest = float(np.max(np.maximum(np.abs(analytic), np.abs(numeric))))
    return msgspec.structs.replace(
        record,
        max_difference=float(difference[worst]),
        relative_difference=float(difference[worst] / largest) if largest else 0.0,
        worst_index=tuple(int(position) for position in worst),
        analytic_at_worst=float(analytic[worst]),
        numeric_at_worst=float(numeric[worst]),
        table=Table(tuple(analytic.ravel().tolist()), tuple(numeric.ravel().tolist())),
    )


def _differ(a: Any, b: Any) -> bool:
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    largest = float(np.max(np.abs(b), initial=0.0))
    return a.shape == b.shape and bool(np.any(np.abs(a - b) > VISIBLE * largest)) and largest > 0


def is_central_difference(
    problem: Problem, posed: Sequence[Posed], answers: Sequence[Arrays], request: dict[str, Any]
) -> float | None:
    """The step at which the answer is the central difference on every draw, bit for bit; None when there is none.

    An exact formula may by luck be bit-equal as well: an answer that is also the official one's, to rounding, is
    never taken for a difference.
    """
    _, loss_fn = chosen_loss(request.get("losses", ()), request.get("loss"))
    for h in dict.fromkeys((float(request.get("h", 1e-4)), *STEPS)):
        if all(
            _equals(problem.loss(one.draw, loss_fn), one.draw["params"], answer, h)
            for one, answer in zip(posed, answers, strict=True)
        ):
            return None if _official(problem, posed, answers, request) else h
    return None


def _equals(loss: Loss, params: Arrays, answer: Arrays, h: float) -> bool:
    point = {name: np.array(array, dtype=float) for name, array in params.items()}
    if len(point) == 1 and list(answer) == [RESULT]:
        answer = {next(iter(point)): answer[RESULT]}
    if any(name not in answer or answer[name].size != array.size for name, array in point.items()):
        return False
    answer = {name: answer[name].reshape(array.shape) for name, array in point.items()}
    if not _first_entry_equals(loss, point, answer, h):  # two evaluations that spare all others
        return False
    numeric = lesson_gradient(loss, point, h)
    return all(np.array_equal(numeric[name], answer[name]) for name in point)


def _first_entry_equals(loss: Loss, point: Arrays, answer: Arrays, h: float) -> bool:
    name = next((name for name, array in point.items() if array.size), None)
    if name is None:
        return False
    index = np.unravel_index(int(np.argmax(np.abs(answer[name]))), point[name].shape)
    kept = point[name][index]
    point[name][index] = kept + h
    up = loss(point)
    point[name][index] = kept - h
    down = loss(point)
    point[name][index] = kept
    return bool((up - down) / (2 * h) == answer[name][index])


def _official(
    problem: Problem, posed: Sequence[Posed], answers: Sequence[Arrays], request: dict[str, Any]
) -> bool:
    """Whether the answer agrees with the official solution far closer than a difference quotient can."""
    solution = problem.function(request["function"])
    for one, answer in zip(posed, answers, strict=True):
        if request.get("has_use"):
            right = as_arrays(problem.function("use")(solution, one.draw))
        else:
            right = as_arrays(call_by_name(solution, one.draw))
        for name, array in right.items():
            if name not in answer or np.any(
                np.abs(answer[name] - array) > 1e-15 * np.max(np.abs(array), initial=0.0)
            ):
                return False
    return True
