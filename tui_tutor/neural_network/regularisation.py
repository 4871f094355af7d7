"""Penalties: a price on large weights, added to the loss. Biases are left out by not passing them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray


def l2_regularization(weights: Iterable[NDArray[Any]], lambda_: float) -> float:
    """lambda_ times the sum of W^2 over every entry of every array, any shapes; the series' convention, no 1/2.

    The series returns the gradients as well. Here they are for you to derive.
    """
    return lambda_ * sum(np.sum(W**2) for W in weights)


def l1_regularization(weights: Iterable[NDArray[Any]], lambda_: float) -> float:
    """lambda_ times the sum of |W| over every entry of every array, any shapes (Tibshirani 1996, "Regression
    shrinkage and selection via the lasso")."""
    return lambda_ * sum(np.sum(np.abs(W)) for W in weights)
