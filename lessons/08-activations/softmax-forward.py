"""Softmax of rows that exp cannot take: scores of 1000 and of -1000."""

import numpy as np


def draw(rng, shown):
    """Scores Z (n, k): ordinary rows, one far above 0, one far below."""
    if shown:
        Z = np.array(
            [[2.0, 1.0, 0.0, 0.0], [1000.0, 1000.0, 999.0, 0.0], [-1000.0, -1001.0, -1002.0, -1000.0]]
        )
        return {"Z": Z, "sizes": {"n": 3, "k": 4}}
    n, k = int(rng.choice([6, 8])), int(rng.choice([5, 7]))
    Z = 2 * rng.randn(n, k)
    Z[-2] += 1000.0
    Z[-1] -= 1000.0
    return {"Z": Z, "sizes": {"n": n, "k": k}}


def expected(draw):
    """1 over the sum of exp(z_j - z_i): every pair of a row is compared, nothing is normalised."""
    Z = draw["Z"]
    with np.errstate(over="ignore", under="ignore"):
        return 1 / np.sum(np.exp(Z[:, None, :] - Z[:, :, None]), axis=2)


def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=1, keepdims=True)
