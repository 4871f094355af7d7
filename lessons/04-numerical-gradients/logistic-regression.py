"""Logistic regression by cross-entropy: A - y, carried back to W and b."""

import numpy as np
from neural_network import binary_cross_entropy, sigmoid


def draw(rng, shown):
    """X (n, d), labels y (n, 1), W (d, 1), b (1, 1)."""
    if shown:
        return {
            "X": np.array([[0.5], [1.5], [2.5]]),
            "y": np.array([[0.0], [0.0], [1.0]]),
            "params": {"W": np.zeros((1, 1)), "b": np.zeros((1, 1))},
            "sizes": {"n": 3, "d": 1},
        }
    n, d = int(rng.choice([5, 6, 7])), int(rng.choice([2, 4]))
    y = (rng.rand(n, 1) > 0.5).astype(float)
    y[:2, 0] = 0.0, 1.0  # both classes are always there
    return {
        "X": rng.randn(n, d),
        "y": y,
        "params": {"W": 0.7 * rng.randn(d, 1), "b": rng.uniform(0.3, 0.9, size=(1, 1))},
        "sizes": {"n": n, "d": d},
    }


def curve_data(rng):
    """Six points on a line, three of each class: a threshold between 1.5 and 2 parts them."""
    return {
        "X": np.array([[0.5], [1.5], [1.0], [2.0], [3.0], [2.5]]),
        "y": np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]]),
        "params": {"W": np.zeros((1, 1)), "b": np.zeros((1, 1))},
        "sizes": {"n": 6, "d": 1},
    }


def loss(params, draw):
    """One number: the mean cross-entropy of the predicted probabilities."""
    return binary_cross_entropy(sigmoid(draw["X"] @ params["W"] + params["b"]), draw["y"])


def gradients(X, y, params):
    n = X.shape[0]
    A = sigmoid(X @ params["W"] + params["b"])
    error = A - y
    grad_W = X.T @ error / n
    grad_b = np.mean(error, keepdims=True)
    return {"W": grad_W, "b": grad_b}
