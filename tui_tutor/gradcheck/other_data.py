"""The numeric gradient on other data: what the right formula would give if it saw one sample, or mean targets.

The arrays that the loss reads are changed in place for a moment and put back bit for bit. A loss that does
not read them stays as it is, and then nothing is recognised.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.entries import STEP, Positions, measure
from tui_tutor.gradcheck.point import Array, Point
from tui_tutor.gradcheck.scale import Scales

Arrays = Mapping[str, NDArray[Any]]
Elsewhere = Callable[[str, Positions], tuple[Array, Array] | None]


def other_data(
    point: Point, inputs: Mapping[str, Any], n: int | None, scales: Scales
) -> dict[str, Elsewhere]:
    """By name, what gives the numeric gradient and its error at flat positions of one parameter elsewhere.

    "first" and "last": every row of the inputs is the first, or the last one, which is a loss over that
    sample alone where the loss is a mean (n times it where it is a sum). "mean of y": the targets, arrays of
    one column whose name begins with y or t, are all their mean. `n` is the number of rows; None means that
    of the first input. What is not writeable, or has other rows, stays.
    """
    rows = _with_rows(inputs, n)
    if not rows:
        return {}
    found = {
        "first": {name: np.broadcast_to(a[:1], a.shape).copy() for name, a in rows.items()},
        "last": {name: np.broadcast_to(a[-1:], a.shape).copy() for name, a in rows.items()},
    }
    for name, a in rows.items():
        if name[:1] in "yYtT" and a.dtype.kind == "f" and a.size == len(a):
            found[f"mean of {name}"] = {name: np.full(a.shape, a.mean())}
    measured = {word: _gradient if word.startswith("mean of") else _of_one_sample for word in found}
    return {word: partial(measured[word], point, rows, changed, scales) for word, changed in found.items()}


def _with_rows(inputs: Mapping[str, Any], n: int | None) -> dict[str, NDArray[Any]]:
    arrays = {
        name: a
        for name, a in inputs.items()
        if isinstance(a, np.ndarray) and a.ndim and a.dtype.kind in "fiub" and a.flags.writeable
    }
    if n is None:
        n = next((len(a) for a in arrays.values()), 0)
    return {name: a for name, a in arrays.items() if len(a) == n and n >= 2}


def _of_one_sample(
    point: Point, rows: Arrays, changed: Arrays, scales: Scales, name: str, where: Positions
) -> tuple[Array, Array] | None:
    """As `_gradient`, and None for a parameter with a row for each sample: one sample's is one row of it."""
    n = len(next(iter(rows.values())))
    if point.kept[name].shape[:1] == (n,):
        return None
    return _gradient(point, rows, changed, scales, name, where)


def _gradient(
    point: Point, rows: Arrays, changed: Arrays, scales: Scales, name: str, where: Positions
) -> tuple[Array, Array] | None:
    """Values and error bounds at the flat positions `where`, or None where the loss cannot be computed."""
    kept = {word: array.copy() for word, array in rows.items()}
    try:
        for word, array in changed.items():
            rows[word][...] = array
        entries = measure(point.anew(), name, where, scales, STEP * scales.size[name])
    except Exception:  # data that nobody meant: whatever the loss says to them, there is no gradient there
        return None
    finally:
        for word, array in kept.items():
            rows[word][...] = array
    return entries.numeric, entries.error
