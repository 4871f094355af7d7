"""Normalisation inside a network: columns of a batch, or rows of a sample, brought to one size."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def batch_norm(X: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> tuple[Array, Array, Array]:
    """gamma (X - mean) / sqrt(var + eps) + beta with the batch's own statistics (Ioffe & Szegedy 2015).

    X (n, d), gamma and beta (1, d); returns the output (n, d), and mean and var (1, d) of every column: the
    cache of the way back, and what running statistics are made of. var divides by n.
    """
    mean = np.mean(X, axis=0, keepdims=True)
    var = np.var(X, axis=0, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + eps) + beta, mean, var


def layer_norm(X: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    """The same with the statistics of each row, the last axis (Ba, Kiros & Hinton 2016).

    X (..., d), gamma and beta (d,) or (1, d); the output has the shape of X. A row knows nothing of the others.
    """
    mean = np.mean(X, axis=-1, keepdims=True)
    var = np.var(X, axis=-1, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + eps) + beta


def rms_norm(X: Array, gamma: Array, eps: float = 1e-5) -> Array:
    """gamma X / sqrt(mean of X^2 + eps) with the mean along each row; no mean is subtracted, no beta added.

    X (..., d), gamma (d,) or (1, d); the output has the shape of X (Zhang & Sennrich 2019).
    """
    return gamma * X / np.sqrt(np.mean(X**2, axis=-1, keepdims=True) + eps)
