"""A squared error behind a sigmoid: the gradient that the familiar A - y is not."""

import numpy as np
from neural_network import mse_loss, sigmoid


def draw(rng, shown):
    """X (n, d), labels y (n, 1), W (d, 1), b (1, 1)."""
    if shown:
        return {
            "X": np.array([[1.0, 0.0], [0.0, 2.0], [2.0, 1.0]]),
            "y": np.array([[1.0], [0.0], [1.0]]),
            "params": {"W": np.array([[1.0], [-0.5]]), "b": np.array([[0.5]])},
            "sizes": {"n": 3, "d": 2},
        }
    n, d = int(rng.choice([6, 7, 8])), int(rng.choice([4, 5]))
    y = (rng.rand(n, 1) > 0.5).astype(float)
    y[:2, 0] = 0.0, 1.0
    return {
        "X": rng.randn(n, d),
        "y": y,
        "params": {"W": 0.5 * rng.randn(d, 1), "b": rng.uniform(0.3, 0.9, size=(1, 1))},
        "sizes": {"n": n, "d": d},
    }


def loss(params, draw):
    """One number: the mean squared difference of probabilities and labels."""
    return mse_loss(sigmoid(draw["X"] @ params["W"] + params["b"]), draw["y"])


def gradients(X, y, params):
    n = len(X)
    A = sigmoid(X @ params["W"] + params["b"])
    slope = A * (1 - A)
    G = 2 * (A - y) / n * slope
    return {"W": X.T @ G, "b": G.sum(axis=0, keepdims=True)}
