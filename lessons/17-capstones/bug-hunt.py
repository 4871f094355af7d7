"""Five bugs in one network. Inputs, hidden units and classes are equally many, so that no shape helps."""

import numpy as np
from neural_network import l2_regularization, one_hot, relu, softmax, softmax_cross_entropy


def draw(rng, shown):
    """X (n, m), one-hot Y (n, m), W1 and W2 (m, m), b1 and b2 (1, m). No Z1 is near relu's corner."""
    if shown:
        return {
            "X": np.array([[1.0, -0.5, 2.0], [-1.0, 1.0, 0.5], [0.5, 2.0, -1.0], [2.0, -1.0, -0.5]]),
            "Y": one_hot(np.array([0, 1, 2, 1]), 3),
            "params": {
                "W1": np.array([[0.5, -1.0, 0.25], [1.0, 0.5, -0.5], [-0.5, 0.75, 1.0]]),
                "b1": np.array([[0.1, 0.2, -0.1]]),
                "W2": np.array([[1.0, -0.5, 0.25], [0.5, 0.25, -1.0], [-0.25, 0.75, 0.5]]),
                "b2": np.array([[0.2, -0.1, 0.0]]),
            },
            "lam": 0.5,
            "sizes": {"n": 4, "d": 3, "h": 3, "k": 3},
            "same": ["d", "h", "k"],
        }
    n, m = int(rng.choice([7, 9])), int(rng.choice([4, 5]))
    while True:
        X, W1, b1 = rng.randn(n, m), 0.5 * rng.randn(m, m), 0.5 * rng.randn(1, m)
        if np.min(np.abs(X @ W1 + b1)) > 0.02:
            break
    return {
        "X": X,
        "Y": one_hot(rng.randint(0, m, n), m),
        "params": {"W1": W1, "b1": b1, "W2": 0.5 * rng.randn(m, m), "b2": 0.5 * rng.randn(1, m)},
        "lam": 0.3,
        "sizes": {"n": n, "d": m, "h": m, "k": m},
        "same": ["d", "h", "k"],
    }


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
