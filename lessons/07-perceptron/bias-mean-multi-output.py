"""Softmax regression with k outputs and so k biases, each with a gradient of its own."""

import numpy as np
from neural_network import one_hot, softmax, softmax_cross_entropy


def draw(rng, shown):
    """X (n, d), one-hot Y (n, k), W (d, k), b (1, k)."""
    if shown:
        return {
            "X": np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [2.0, 0.0]]),
            "Y": one_hot(np.array([0, 1, 2, 0]), 3),
            "params": {"W": np.array([[0.5, -0.5, 0.0], [0.0, 0.5, 1.0]]), "b": np.array([[0.0, 0.5, -0.5]])},
            "sizes": {"n": 4, "d": 2, "k": 3},
        }
    n, d, k = int(rng.choice([8, 9])), 5, int(rng.choice([6, 7]))
    return {
        "X": rng.randn(n, d),
        "Y": one_hot(rng.randint(0, k, n), k),
        "params": {"W": 0.5 * rng.randn(d, k), "b": 0.5 * rng.randn(1, k)},
        "sizes": {"n": n, "d": d, "k": k},
    }


def loss(params, draw):
    """One number: the mean cross-entropy of softmax(XW + b)."""
    return softmax_cross_entropy(draw["X"] @ params["W"] + params["b"], draw["Y"])


def gradients(X, Y, params):
    n = len(X)
    error = softmax(X @ params["W"] + params["b"]) - Y
    grad_W = X.T @ error / n
    grad_b = np.mean(error, axis=0, keepdims=True)
    return {"W": grad_W, "b": grad_b}
