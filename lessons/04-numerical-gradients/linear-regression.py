"""Linear regression by mean squared error, or by half of it: the learner says which."""

import numpy as np


def draw(rng, shown):
    """X (n, d), y (n, 1), W (d, 1), b (1, 1)."""
    if shown:
        return {
            "X": np.array([[1.0], [2.0]]),
            "y": np.array([[3.0], [5.0]]),
            "params": {"W": np.array([[1.5]]), "b": np.array([[0.5]])},
            "sizes": {"n": 2, "d": 1},
        }
    n, d = int(rng.choice([5, 7, 9])), int(rng.choice([3, 4]))
    return {
        "X": rng.randn(n, d),
        "y": rng.randn(n, 1),
        "params": {"W": 0.5 * rng.randn(d, 1), "b": 0.5 * rng.randn(1, 1)},
        "sizes": {"n": n, "d": d},
    }


def loss(params, draw, loss_fn):
    """The learner names loss_fn; the function of that name that arrives here is the tutor's own."""
    return loss_fn(draw["X"] @ params["W"] + params["b"], draw["y"])


def gradients(X, y, params):
    n = X.shape[0]
    error = X @ params["W"] + params["b"] - y
    grad_W = 2 * X.T @ error / n
    grad_b = 2 * np.mean(error, keepdims=True)
    return {"W": grad_W, "b": grad_b}
