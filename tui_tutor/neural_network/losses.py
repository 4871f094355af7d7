"""Losses: one number that says how wrong predictions are."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def mse_loss(y_pred: NDArray[Any], y: NDArray[Any]) -> float:
    """The mean of (y_pred - y)^2 over every entry. Its gradient for y_pred, shape (n, 1), is 2 (y_pred - y)
    / n.

    Shapes that differ are broadcast as numpy does: (n, 1) against (n,) silently compares all with all.
    """
    return np.mean((y_pred - y) ** 2)


def half_mse_loss(y_pred: NDArray[Any], y: NDArray[Any]) -> float:
    """Half of `mse_loss`: the square's 2 cancels, and the gradient for y_pred, shape (n, 1), is (y_pred -
    y) / n."""
    return 0.5 * mse_loss(y_pred, y)


def binary_cross_entropy(A: NDArray[Any], y: NDArray[Any], epsilon: float = 1e-15) -> float:
    """The mean of -(y log A + (1 - y) log(1 - A)) for probabilities A and labels y in {0, 1}, one shape for
    both.

    `epsilon` keeps log away from 0. It also limits the loss of a sure and wrong prediction to 34.5 and
    flattens it there; `bce_with_logits` has no such limit.
    """
    return -np.mean(y * np.log(A + epsilon) + (1 - y) * np.log(1 - A + epsilon))


def bce_with_logits(Z: NDArray[Any], y: NDArray[Any]) -> float:
    """Binary cross-entropy of sigmoid(Z), computed from Z: exact for every Z, without an epsilon.

    Both cases of -log sigmoid(Z) and -log(1 - sigmoid(Z)) in one line: max(Z, 0) - Z y + log(1 + exp(-|Z|)).
    """
    return np.mean(np.maximum(Z, 0) - Z * y + np.log1p(np.exp(-np.abs(Z))))


def cross_entropy(A: NDArray[Any], y: NDArray[Any], epsilon: float = 1e-15) -> float:
    """The mean over rows of -sum(y log A): probabilities A (n, k), one-hot labels y (n, k)."""
    return -np.mean(np.sum(y * np.log(A + epsilon), axis=1))


def softmax_cross_entropy(Z: NDArray[Any], Y: NDArray[Any]) -> float:
    """Cross-entropy of softmax(Z), computed from the scores Z (n, k) with one-hot labels Y (n, k), no
    epsilon.

    -log softmax(Z) is logsumexp(Z) - Z; the row's largest score is taken out before exp, so nothing
    overflows.
    """
    top = np.max(Z, axis=1, keepdims=True)
    logsumexp = top + np.log(np.sum(np.exp(Z - top), axis=1, keepdims=True))
    return np.mean(np.sum(Y * (logsumexp - Z), axis=1))
