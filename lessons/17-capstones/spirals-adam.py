"""Three spirals and a network of three layers; the curve is trained with Adam."""

import numpy as np
from neural_network import accuracy, one_hot, softmax, softmax_cross_entropy, three_spirals


def draw(rng, shown):
    """X (n, d), one-hot Y (n, k), W1 (d, h1), b1 (1, h1), W2 (h1, h2), b2 (1, h2), W3 (h2, k), b3 (1, k)."""
    if shown:
        n, d, h1, h2, k = 5, 2, 4, 6, 3
    else:
        n, d, h1, h2, k = int(rng.choice([7, 8])), 3, int(rng.choice([5, 6])), 4, 2
    labels = rng.randint(0, k, n)
    labels[:2] = 0, k - 1  # not all of one class
    return {
        "X": np.round(rng.randn(n, d), 1),
        "Y": one_hot(labels, k),
        "params": {
            "W1": np.round(0.7 * rng.randn(d, h1), 1),
            "b1": np.round(0.5 * rng.randn(1, h1), 1),
            "W2": np.round(0.7 * rng.randn(h1, h2), 1),
            "b2": np.round(0.5 * rng.randn(1, h2), 1),
            "W3": np.round(0.7 * rng.randn(h2, k), 1),
            "b3": np.round(0.5 * rng.randn(1, k), 1),
        },
        "sizes": {"n": n, "d": d, "h1": h1, "h2": h2, "k": k},
    }


def curve_data(rng):
    """180 points on three arms, and a 2-32-32-3 network."""
    X, labels = three_spirals(180, noise=0.15, seed=0)
    return {
        "X": X,
        "Y": one_hot(labels, 3),
        "params": {
            "W1": 0.7 * rng.randn(2, 32),
            "b1": np.zeros((1, 32)),
            "W2": 0.18 * rng.randn(32, 32),
            "b2": np.zeros((1, 32)),
            "W3": 0.18 * rng.randn(32, 3),
            "b3": np.zeros((1, 3)),
        },
        "sizes": {"n": 180, "d": 2, "h1": 32, "h2": 32, "k": 3},
    }


def accuracy_on_the_points(params, draw):
    """What the curve reports at its end."""
    A1 = np.tanh(draw["X"] @ params["W1"] + params["b1"])
    A2 = np.tanh(A1 @ params["W2"] + params["b2"])
    return accuracy(A2 @ params["W3"] + params["b3"], draw["Y"])


def loss(params, draw, probes):
    """Mean cross-entropy; zeros are added in front of and behind every tanh, and to the scores."""
    A1 = np.tanh(draw["X"] @ params["W1"] + params["b1"] + probes["dZ1"]) + probes["dA1"]
    A2 = np.tanh(A1 @ params["W2"] + params["b2"] + probes["dZ2"]) + probes["dA2"]
    return softmax_cross_entropy(A2 @ params["W3"] + params["b3"] + probes["dZ3"], draw["Y"])


def gradients(X, Y, params):
    A1 = np.tanh(X @ params["W1"] + params["b1"])
    A2 = np.tanh(A1 @ params["W2"] + params["b2"])
    A3 = softmax(A2 @ params["W3"] + params["b3"])
    dZ3 = (A3 - Y) / len(X)
    dA2 = dZ3 @ params["W3"].T
    dZ2 = dA2 * (1 - A2**2)
    dA1 = dZ2 @ params["W2"].T
    dZ1 = dA1 * (1 - A1**2)
    return {
        "W1": X.T @ dZ1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
        "W2": A1.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
        "W3": A2.T @ dZ3,
        "b3": np.sum(dZ3, axis=0, keepdims=True),
        "dZ3": dZ3,
        "dA2": dA2,
        "dZ2": dZ2,
        "dA1": dA1,
        "dZ1": dZ1,
    }
