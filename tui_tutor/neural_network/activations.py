"""Activations: one function applied to every entry, and softmax, which looks at a whole row."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def identity(Z: NDArray[Any]) -> NDArray[Any]:
    """Z itself: the activation of a layer that has none. Any shape."""
    return Z


def sigmoid(Z: NDArray[Any]) -> NDArray[Any]:
    """1 / (1 + exp(-Z)) for every entry, any shape, values in [0, 1]. Never overflows and never warns.

    exp is only ever taken of a number <= 0: for Z < 0 the same fraction is written exp(Z) / (1 + exp(Z)).
    """
    with np.errstate(under="ignore"):
        e = np.exp(-np.abs(Z))
        return np.where(np.asarray(Z) >= 0, 1.0, e) / (1.0 + e)


def relu(Z: NDArray[Any]) -> NDArray[Any]:
    """max(0, Z) for every entry, any shape."""
    return np.maximum(0, Z)


def softmax(Z: NDArray[Any]) -> NDArray[Any]:
    """exp(Z) over its row sum, shape (n, k) -> (n, k); rows are the last axis and each sums to 1.

    Subtracting the row's largest entry changes nothing in exact arithmetic and keeps exp from overflowing.
    """
    e = np.exp(Z - np.max(Z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)
