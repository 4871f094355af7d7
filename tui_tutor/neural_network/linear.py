"""The product that every layer is made of."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def matrix_multiply(X: NDArray[Any], W: NDArray[Any]) -> NDArray[Any]:
    """X @ W: shapes (n, d) and (d, k) give (n, k). Raises ValueError when the inner sizes differ."""
    return np.matmul(X, W)
