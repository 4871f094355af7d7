"""Preparing data: columns of one size, labels as rows of zeros and a one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def normalize(X: NDArray[Any]) -> NDArray[Any]:
    """Every column of X, shape (n, d), with mean 0 and standard deviation 1. X itself is not changed.

    A constant column becomes 0. Its standard deviation is compared with rounding, not with 0: a column of 0.1
    has a computed standard deviation of 1.4e-17, and dividing by that would turn it into -1.
    """
    X = np.asarray(X, dtype=float)
    mean, std = X.mean(axis=0), X.std(axis=0)
    constant = std <= 1e-12 * np.abs(mean)
    return np.where(constant, 0.0, (X - mean) / np.where(constant, 1.0, std))


def one_hot(labels: NDArray[Any], k: int) -> NDArray[np.float64]:
    """Labels 0..k-1, shape (n,), as rows with a single 1, shape (n, k). Raises IndexError for a label >=
    k."""
    return np.eye(k)[labels]
