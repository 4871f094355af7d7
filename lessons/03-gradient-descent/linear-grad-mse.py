"""Linear regression by mean squared error, for any number of features."""

import numpy as np
from neural_network import mse_loss


def draw(rng, shown):
    """X (n, d), y (n, 1), W (d, 1), b (1, 1)."""
    if shown:
        return {
            "X": np.array([[1.0, 2.0], [0.0, 1.0], [2.0, -1.0]]),
            "y": np.array([[1.5], [-1.0], [1.0]]),
            "params": {"W": np.array([[0.5], [-1.0]]), "b": np.array([[1.0]])},
            "sizes": {"n": 3, "d": 2},
        }
    n, d = int(rng.choice([6, 7, 8])), int(rng.choice([4, 5]))
    return {
        "X": rng.randn(n, d),
        "y": rng.randn(n, 1),
        "params": {"W": 0.5 * rng.randn(d, 1), "b": rng.uniform(0.3, 0.9, size=(1, 1))},
        "sizes": {"n": n, "d": d},
    }


def curve_data(rng):
    """Sixty points around a plane, with a little noise."""
    X = rng.randn(60, 3)
    return {
        "X": X,
        "y": X @ np.array([[2.0], [-1.0], [0.5]]) + 1 + 0.1 * rng.randn(60, 1),
        "params": {"W": np.zeros((3, 1)), "b": np.zeros((1, 1))},
        "sizes": {"n": 60, "d": 3},
    }


def loss(params, draw):
    """One number: the mean squared error of the linear model."""
    return mse_loss(draw["X"] @ params["W"] + params["b"], draw["y"])


def gradients(X, y, params):
    n = len(X)
    E = X @ params["W"] + params["b"] - y
    G = 2 * E / n
    grad_W = X.T @ G
    grad_b = G.sum(axis=0, keepdims=True)
    return {"W": grad_W, "b": grad_b}
