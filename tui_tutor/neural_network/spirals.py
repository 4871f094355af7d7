"""Three spiral arms that wind around each other: three classes, and no two of them apart by straight lines."""

import numpy as np
from numpy.typing import NDArray


def three_spirals(
    n: int = 180, noise: float = 0.15, seed: int = 0
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """n points X (n, 2) on three arms, shuffled, and their labels 0, 1 or 2, shape (n,).

    An arm runs from radius 0.05 to radius 1 and turns by 4 radians per unit of it; the arms begin a third of a
    turn apart. A point is (r sin t, r cos t); `noise` is the standard deviation added to t, so it spreads a
    point further the further out it lies. The same seed gives the same points with every release of numpy.
    """
    rng = np.random.RandomState(seed)
    labels = np.arange(n, dtype=np.int64) * 3 // n
    r = np.zeros(n)
    for arm in range(3):
        r[labels == arm] = np.linspace(0.05, 1.0, np.count_nonzero(labels == arm))
    t = 2 * np.pi / 3 * labels + 4 * r + noise * rng.standard_normal(n)
    X = np.column_stack([r * np.sin(t), r * np.cos(t)])
    order = rng.permutation(n)
    return X[order], labels[order]
