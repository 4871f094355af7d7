"""Two half circles that reach into each other: data that no straight line can part."""

import numpy as np
from numpy.typing import NDArray


def two_moons(
    n: int = 200, noise: float = 0.1, seed: int = 0
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """n points X (n, 2) on two half circles of radius 1, shuffled, and their labels 0 or 1, shape (n,).

    The upper one is (cos t, sin t), the lower one (1 - cos t, 1/2 - sin t), with t uniform in [0, pi];
    `noise` is the standard deviation added to both coordinates. The same seed gives the same points with
    every release of numpy. Label 1 gets the odd point when n is odd.
    """
    rng = np.random.RandomState(seed)
    labels = (np.arange(n) >= n // 2).astype(np.int64)
    t = np.pi * rng.random_sample(n)
    upper = np.column_stack([np.cos(t), np.sin(t)])
    lower = np.column_stack([1 - np.cos(t), 0.5 - np.sin(t)])
    X = np.where(labels[:, None] == 0, upper, lower) + noise * rng.standard_normal((n, 2))
    order = rng.permutation(n)
    return X[order], labels[order]
