"""How many answers are right: what people ask about a classifier, and what no gradient can be taken of."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def accuracy(y_pred: NDArray[Any], y_true: NDArray[Any]) -> float:
    """The share of rows whose largest entry stands at the same place in both, a number from 0 to 1.

    `y_pred` holds scores or probabilities, (n, k), `y_true` the one-hot labels, (n, k). Raises ValueError when
    the shapes differ, because comparing rows with labels would broadcast in silence.
    """
    if y_pred.shape != y_true.shape or y_pred.ndim != 2:
        raise ValueError(
            f"accuracy compares two arrays of one shape (n, k), not {y_pred.shape} with {y_true.shape}"
        )
    return float(np.mean(np.argmax(y_pred, axis=1) == np.argmax(y_true, axis=1)))
