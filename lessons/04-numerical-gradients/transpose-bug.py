"""Linear regression on as many samples as features: a forgotten transpose runs, and gives other numbers."""

import numpy as np
from neural_network import mse_loss


def draw(rng, shown):
    """X (n, n), y (n, 1), W (n, 1), b (1, 1): square on purpose, because only then does the bug run."""
    if shown:
        return {
            "X": np.array([[1.0, 2.0], [3.0, 4.0]]),
            "y": np.array([[3.0], [5.0]]),
            "params": {"W": np.array([[1.5], [-0.5]]), "b": np.array([[0.5]])},
            "sizes": {"n": 2, "d": 2},
            "same": ["n", "d"],
        }
    n = int(rng.choice([4, 5]))
    return {
        "X": rng.randn(n, n),
        "y": rng.randn(n, 1),
        "params": {"W": 0.5 * rng.randn(n, 1), "b": 0.5 * rng.randn(1, 1)},
        "sizes": {"n": n, "d": n},
        "same": ["n", "d"],
    }


def loss(params, draw):
    """One number: the mean squared error of the linear model."""
    return mse_loss(draw["X"] @ params["W"] + params["b"], draw["y"])


def gradients(X, y, params):
    n = X.shape[0]
    error = X @ params["W"] + params["b"] - y
    grad_W = 2 * X.T @ error / n
    grad_b = 2 * np.mean(error, keepdims=True)
    return {"W": grad_W, "b": grad_b}
