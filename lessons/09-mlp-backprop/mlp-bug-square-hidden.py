"""A network whose inputs, hidden units and classes are equally many: a forgotten transpose runs."""

import numpy as np
from neural_network import one_hot, softmax, softmax_cross_entropy


def draw(rng, shown):
    """X (n, m), one-hot Y (n, m), W1 and W2 (m, m), b1 and b2 (1, m): square on purpose."""
    if shown:
        return {
            "X": np.array([[1.0, 0.0, -1.0], [0.5, 2.0, 0.0], [0.0, -1.0, 1.0], [-2.0, 0.5, 0.5]]),
            "Y": one_hot(np.array([0, 1, 2, 1]), 3),
            "params": {
                "W1": np.array([[0.5, -0.5, 1.0], [0.25, 0.75, -0.5], [-1.0, 0.5, 0.25]]),
                "b1": np.array([[0.1, -0.2, 0.0]]),
                "W2": np.array([[1.0, -0.5, 0.0], [0.5, 0.25, -1.0], [-0.25, 0.75, 0.5]]),
                "b2": np.array([[0.0, 0.2, -0.1]]),
            },
            "sizes": {"n": 4, "d": 3, "h": 3, "k": 3},
            "same": ["d", "h", "k"],
        }
    n, m = int(rng.choice([7, 9])), int(rng.choice([4, 5]))
    return {
        "X": rng.randn(n, m),
        "Y": one_hot(rng.randint(0, m, n), m),
        "params": {
            "W1": 0.5 * rng.randn(m, m),
            "b1": 0.5 * rng.randn(1, m),
            "W2": 0.5 * rng.randn(m, m),
            "b2": 0.5 * rng.randn(1, m),
        },
        "sizes": {"n": n, "d": m, "h": m, "k": m},
        "same": ["d", "h", "k"],
    }


def loss(params, draw, probes):
    """The mean cross-entropy; a probe is added where its gradient is asked for."""
    A1 = np.tanh(draw["X"] @ params["W1"] + params["b1"] + probes["dZ1"]) + probes["dA1"]
    return softmax_cross_entropy(A1 @ params["W2"] + params["b2"] + probes["dZ2"], draw["Y"])


def backward(X, Y, params):
    A1 = np.tanh(X @ params["W1"] + params["b1"])
    A2 = softmax(A1 @ params["W2"] + params["b2"])
    dZ2 = (A2 - Y) / len(X)
    dA1 = dZ2 @ params["W2"].T
    dZ1 = dA1 * (1 - A1**2)
    return {
        "W1": X.T @ dZ1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
        "W2": A1.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
        "dZ2": dZ2,
        "dA1": dA1,
        "dZ1": dZ1,
    }
