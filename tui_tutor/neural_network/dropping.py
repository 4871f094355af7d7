"""Dropout: in training every unit is switched off by chance, and those that stay speak louder."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def dropout(
    A: NDArray[Any], p: float, rng: np.random.RandomState
) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """A * mask / p and the mask, both in A's shape; an entry of the mask is 1 with probability p, else 0.

    p is the share that *stays*. Dividing by p keeps every entry's mean, so nothing has to be done once training
    is over ("inverted" dropout; Srivastava et al. 2014 multiply by p afterwards instead). The way back needs the
    same mask: keep it.
    """
    mask = (rng.random_sample(A.shape) < p).astype(float)
    return A * mask / p, mask
