"""A transposition that was forgotten, on data where the shapes notice it."""

import numpy as np


def facts(rng):
    """The product stops in matmul; two neighbours of it run, one right and one with the wrong shape."""
    X, error = np.array([[1.0], [2.0]]), np.array([[-1.0], [-1.5]])
    try:
        said = f"it ran and gave {X @ error / 2}"
    except ValueError as stopped:
        said = str(stopped)
    assert "matmul" in said
    assert "size 2 is different from 1" in said
    assert (X.T @ error).shape == (1, 1)
    assert (X * error).shape == (2, 1)
