"""The lesson's own ruler: `numerical_gradient` at the exercise's h, for the numbers on the screen."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from tui_tutor import neural_network
from tui_tutor.calls.arrays import Arrays
from tui_tutor.gradcheck import GradientReport
from tui_tutor.report import ParameterResult, Table

Loss = Callable[[Arrays], float]
MAX_ENTRIES = 1024
VISIBLE = 1e-3  # two rulers that differ by more than this, relative to the largest entry, differ visibly


def lesson_gradient(loss: Loss, params: Arrays, h: float) -> Arrays:
    """The core's `numerical_gradient` of a loss that is a function of the parameters alone."""
    point = {name: np.array(array, dtype=float) for name, array in params.items()}
    unused = np.zeros(0)  # the loss has its data already
    return neural_network.numerical_gradient(
        unused, unused, point, lambda value, _: value, lambda _, p: loss(p), h
    )


def with_lesson_numbers(
    results: Sequence[ParameterResult], report: GradientReport, numeric: Arrays
) -> tuple[tuple[ParameterResult, ...], tuple[str, ...]]:
    """The records with the numbers that the lesson teaches, and a note when they differ visibly from the verdict's.

    The verdict stays what it is: it rests on derivatives with an error bound, not on one step h.
    """
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
        f"at this h the central difference of {', '.join(differing)} is itself visibly off; "
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
