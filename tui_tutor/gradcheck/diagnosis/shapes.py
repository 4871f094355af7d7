"""A gradient of the wrong shape: which sum is missing, which transpose, which keepdims."""

import itertools
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.diagnosis.constants import named
from tui_tutor.gradcheck.diagnosis.elementwise import ratio
from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence
from tui_tutor.gradcheck.point import Array
from tui_tutor.report import Diagnosis

MOST_AXES = 6  # an array of n axes can be summed in 2**n ways


def shape(given: NDArray[Any], a: Compared, evidence: Evidence) -> Diagnosis:
    """What turns the given array into the numeric one, if a transpose, a sum or a reshape does."""
    way = _way(given, a, evidence)
    if not way and _all_with_all(given, a):
        return _broadcast(given, a)
    rest = (
        way
        or _of_another(given, a, evidence)
        or "A gradient has one number for every number of its parameter, laid out alike."
    )
    message = f"{a.name} has shape {a.shape}, and your gradient of it has shape {given.shape}. {rest}"
    measured: dict[str, float | str] = {"given": str(given.shape), "expected": str(a.shape)}
    return Diagnosis("shape", a.name, message, measured | ({"way": way} if way else {}))


def _of_another(given: NDArray[Any], a: Compared, evidence: Evidence) -> str:
    """Whose gradient it is, when it is exactly that of another array."""
    if given.dtype.kind not in "fiub" or not np.all(np.isfinite(given)):
        return ""
    for other in evidence.arrays.values():
        same = other.name != a.name and other.complete and other.alive and other.shape == given.shape
        if same and other.close(given.astype(np.float64), other.numeric):
            return f"It is the gradient of {other.name}: are two results exchanged on return?"
    return ""


def _all_with_all(given: NDArray[Any], a: Compared) -> bool:
    """Columns that differ by multiples of one vector, one column for each sample where there should be one.

    X.T @ E with E[i, j] = u[i] - v[j] has the columns X.T @ u - v[j] * X.T @ 1: centred, it has rank 1.
    """
    if a.shape[1:] != (1,) or given.ndim != 2 or min(given.shape) < 2 or given.shape[1] < 3:
        return False
    if len(given) != len(a.numeric) or not np.all(np.isfinite(given)):
        return False
    centred = given.astype(np.float64) - given.mean(axis=1, keepdims=True)
    first, second = np.linalg.svd(centred, compute_uv=False)[:2]
    return bool(second <= 1e-9 * first and first > 1e-6 * np.max(np.abs(given)))


def _broadcast(given: NDArray[Any], a: Compared) -> Diagnosis:
    n = given.shape[1]
    message = (
        f"{a.name} has shape {a.shape}, and your gradient of it has shape {given.shape}, with columns that "
        f"differ only by multiples of one vector. That is what comes of shapes ({n}, 1) and ({n},): numpy "
        f"silently makes ({n}, {n}), everyone minus everyone. Bring both to shape ({n}, 1) first."
    )
    return Diagnosis("broadcast", a.name, message, {"given": str(given.shape), "expected": str(a.shape)})


def _way(given: NDArray[Any], a: Compared, evidence: Evidence) -> str:
    if not a.complete or not np.all(np.isfinite(given)):
        return ""
    array = given.astype(np.float64)
    found = _transpose(array, a, evidence) or _sum(array, a, evidence)
    if not found and array.size == a.numeric.size:
        text = "Its numbers are those of {}, only the axes differ: look at keepdims and reshape."
        found = _fits(array.reshape(a.shape), a, evidence, text)
    return found


def _transpose(array: Array, a: Compared, evidence: Evidence) -> str:
    if array.ndim < 2 or array.T.shape != a.shape:
        return ""
    text = "Its transpose is {}: exchange the factors of the product, and which of them has the .T."
    return _fits(array.T, a, evidence, text)


def _sum(array: Array, a: Compared, evidence: Evidence) -> str:
    """The sum over some axes, with or without keepdims, that is the numeric gradient."""
    if array.ndim > MOST_AXES:
        return ""
    for count in range(1, array.ndim + 1):
        for axes, keep in itertools.product(itertools.combinations(range(array.ndim), count), (True, False)):
            if _summed_shape(array.shape, axes, keep) != a.shape:
                continue
            summed = array.sum(axis=axes, keepdims=keep)
            how = f"axis={axes[0] if count == 1 else axes}{', keepdims=True' if keep else ''}"
            text = f"Summed over {how} it is {{}}: what is added to every sample is summed over all of them."
            found = _fits(summed, a, evidence, text)
            if found:
                return found
    return ""


def _summed_shape(shape: tuple[int, ...], axes: tuple[int, ...], keep: bool) -> tuple[int, ...]:
    if keep:
        return tuple(1 if axis in axes else size for axis, size in enumerate(shape))
    return tuple(size for axis, size in enumerate(shape) if axis not in axes)


def _fits(array: Array, a: Compared, evidence: Evidence, text: str) -> str:
    """The text with what the array is, when it is the numeric one up to a factor; else nothing."""
    if a.close(array, a.numeric):
        return text.format(evidence.against)
    c = ratio(replace(a, analytic=array))
    return (
        ""
        if c is None or a.single
        else text.format(f"{named(c, evidence.sizes).phrase} times {evidence.against}")
    )
