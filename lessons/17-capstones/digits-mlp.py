"""A network that reads digits: relu, softmax, cross-entropy and a penalty on both weight matrices."""

import numpy as np
from neural_network import (
    accuracy,
    glyph_digits,
    he_init,
    l2_regularization,
    one_hot,
    relu,
    softmax,
    softmax_cross_entropy,
)


def draw(rng, shown):
    """X (n, d), one-hot Y (n, k), W1 (d, h), b1 (1, h), W2 (h, k), b2 (1, k). No Z1 is near relu's corner."""
    if shown:
        return {
            "X": np.array([[1.0, 0.5], [0.0, 1.0], [0.5, -1.0], [1.0, 1.0]]),
            "Y": one_hot(np.array([2, 0, 1, 2]), 3),
            "params": {
                "W1": np.array([[0.5, -0.5, 1.0, -1.0, 0.25], [1.0, 0.5, -0.5, 0.5, -1.0]]),
                "b1": np.array([[0.1, 0.2, -0.1, 0.3, 0.0]]),
                "W2": np.array(
                    [
                        [1.0, -0.5, 0.0],
                        [0.5, 0.25, -1.0],
                        [-0.5, 1.0, 0.5],
                        [0.0, -1.0, 0.75],
                        [0.5, 0.5, -0.25],
                    ]
                ),
                "b2": np.array([[0.1, -0.1, 0.2]]),
            },
            "lam": 0.1,
            "sizes": {"n": 4, "d": 2, "h": 5, "k": 3},
        }
    n, d, h, k = int(rng.choice([7, 8])), int(rng.choice([5, 6])), 3, 4
    while True:
        X, W1, b1 = rng.randn(n, d), 0.5 * rng.randn(d, h), 0.5 * rng.randn(1, h)
        if np.min(np.abs(X @ W1 + b1)) > 0.03:
            break
    return {
        "X": X,
        "Y": one_hot(rng.randint(0, k, n), k),
        "params": {"W1": W1, "b1": b1, "W2": 0.5 * rng.randn(h, k), "b2": 0.5 * rng.randn(1, k)},
        "lam": 0.05,
        "sizes": {"n": n, "d": d, "h": h, "k": k},
    }


def curve_data(rng):
    """800 drawn digits and a 64-32-10 network; 400 other digits to be asked at the end."""
    X, labels = glyph_digits(800, seed=0)
    unseen, answers = glyph_digits(400, seed=1)
    return {
        "X": X,
        "Y": one_hot(labels, 10),
        "unseen_X": unseen,
        "unseen_Y": one_hot(answers, 10),
        "params": {
            "W1": he_init(rng, 64, 32),
            "b1": np.zeros((1, 32)),
            "W2": he_init(rng, 32, 10),
            "b2": np.zeros((1, 10)),
        },
        "lam": 1e-4,
        "sizes": {"n": 800, "d": 64, "h": 32, "k": 10},
    }


def accuracy_on_unseen_digits(params, draw):
    """What the curve reports at its end."""
    A1 = relu(draw["unseen_X"] @ params["W1"] + params["b1"])
    return accuracy(A1 @ params["W2"] + params["b2"], draw["unseen_Y"])


def loss(params, draw, probes):
    """Mean cross-entropy plus the penalty; zeros are added to Z1, A1 and Z2."""
    Z1 = draw["X"] @ params["W1"] + params["b1"] + probes["dZ1"]
    A1 = relu(Z1) + probes["dA1"]
    Z2 = A1 @ params["W2"] + params["b2"] + probes["dZ2"]
    penalty = l2_regularization([params["W1"], params["W2"]], draw["lam"])
    return softmax_cross_entropy(Z2, draw["Y"]) + penalty


def gradients(X, Y, params, lam):
    W1, W2 = params["W1"], params["W2"]
    Z1 = X @ W1 + params["b1"]
    A1 = relu(Z1)
    A2 = softmax(A1 @ W2 + params["b2"])
    dZ2 = (A2 - Y) / len(X)
    dA1 = dZ2 @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    return {
        "W1": X.T @ dZ1 + 2 * lam * W1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
        "W2": A1.T @ dZ2 + 2 * lam * W2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
        "dZ2": dZ2,
        "dA1": dA1,
        "dZ1": dZ1,
    }
