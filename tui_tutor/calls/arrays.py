"""numpy arrays as they cross the wall: `(dtype, shape, bytes)`, little-endian, C order."""

from collections.abc import Mapping
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray[Any, Any]]
WireArrays = dict[str, tuple[str, tuple[int, ...], Any]]

KINDS = frozenset("biufc")


def received(arrays: WireArrays) -> Arrays:
    """Owned, writeable arrays from what crossed the wall."""
    return {
        name: np.frombuffer(data, dtype=dtype).reshape(shape).copy()
        for name, (dtype, shape, data) in arrays.items()
    }


def sent(arrays: Mapping[str, np.ndarray[Any, Any]]) -> WireArrays:
    """The reverse. Long floats become float64; raises TypeError for anything that is not an array of numbers."""
    return {str(name): _sent(str(name), np.asarray(array)) for name, array in arrays.items()}


def _sent(name: str, array: np.ndarray[Any, Any]) -> tuple[str, tuple[int, ...], bytes]:
    if array.dtype.kind not in KINDS:
        raise TypeError(f"{name!r} is not an array of numbers (its dtype is {array.dtype})")
    if array.dtype.itemsize > 16 or (array.dtype.kind == "f" and array.dtype.itemsize > 8):
        array = array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
    shape = array.shape  # before ascontiguousarray, which turns () into (1,)
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    return little.dtype.str, shape, little.tobytes()
