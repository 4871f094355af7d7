"""XOR with a hidden layer: 2 inputs, tanh units, one sigmoid, cross-entropy."""

import numpy as np
from neural_network import bce_with_logits, sigmoid

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR = np.array([[0.0], [1.0], [1.0], [0.0]])


def draw(rng, shown):
    """X (n, d), labels y (n, 1), W1 (d, h), b1 (1, h), W2 (h, 1), b2 (1, 1)."""
    if shown:
        return {
            "X": CORNERS,
            "y": XOR,
            "params": {
                "W1": np.array([[1.0, -0.5, 0.5], [0.5, 1.0, -1.0]]),
                "b1": np.array([[-0.5, 0.25, 0.0]]),
                "W2": np.array([[1.0], [-0.5], [0.75]]),
                "b2": np.array([[0.25]]),
            },
            "sizes": {"n": 4, "d": 2, "h": 3},
        }
    n, d, h = int(rng.choice([7, 8])), int(rng.choice([3, 4])), int(rng.choice([5, 6]))
    y = (rng.rand(n, 1) > 0.5).astype(float)
    y[:2, 0] = 0.0, 1.0  # both classes are always there
    return {
        "X": rng.randn(n, d),
        "y": y,
        "params": {
            "W1": 0.7 * rng.randn(d, h),
            "b1": 0.5 * rng.randn(1, h),
            "W2": 0.7 * rng.randn(h, 1),
            "b2": rng.uniform(0.2, 0.7, size=(1, 1)),
        },
        "sizes": {"n": n, "d": d, "h": h},
    }


def curve_data(rng):
    """The four corners and a 2-4-1 network with small random weights."""
    start = np.random.RandomState(1)
    return {
        "X": CORNERS,
        "y": XOR,
        "params": {
            "W1": start.randn(2, 4),
            "b1": np.zeros((1, 4)),
            "W2": start.randn(4, 1),
            "b2": np.zeros((1, 1)),
        },
        "sizes": {"n": 4, "d": 2, "h": 4},
    }


def loss(params, draw):
    """The mean cross-entropy of the network's probabilities, computed from its scores."""
    A1 = np.tanh(draw["X"] @ params["W1"] + params["b1"])
    return bce_with_logits(A1 @ params["W2"] + params["b2"], draw["y"])


def mlp_gradients(X, y, params):
    A1 = np.tanh(X @ params["W1"] + params["b1"])
    A2 = sigmoid(A1 @ params["W2"] + params["b2"])
    dZ2 = (A2 - y) / len(X)
    dA1 = dZ2 @ params["W2"].T
    dZ1 = dA1 * (1 - A1**2)
    return {
        "W1": X.T @ dZ1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
        "W2": A1.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
    }
