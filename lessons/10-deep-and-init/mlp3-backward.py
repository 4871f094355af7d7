"""Three layers, relu and relu between them, softmax and cross-entropy behind: the way back, array by array."""

import numpy as np
from exercise import given
from neural_network import (
    accuracy,
    he_init,
    one_hot,
    relu,
    softmax,
    softmax_cross_entropy,
    three_spirals,
)


def draw(rng, shown):
    """X (n, d), one-hot Y (n, k), W1 (d, h), W2 (h, m), W3 (m, k), biases in rows. No score is near relu's corner."""
    if shown:
        return {
            "X": np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -1.0], [2.0, 0.0], [-0.5, -2.0], [1.5, -1.5]]),
            "Y": one_hot(np.array([1, 0, 2, 0, 1, 2]), 3),
            "params": {
                "W1": np.array([[1.0, -1.0, 0.5, 0.25, -0.5], [0.5, 0.25, -1.0, 1.0, 0.75]]),
                "b1": np.array([[0.1, -0.1, 0.2, 0.05, 0.3]]),
                "W2": np.array(
                    [
                        [0.5, -0.25, 0.5, 0.25],
                        [0.25, 0.5, -0.5, 0.5],
                        [-0.5, 0.25, 0.25, -0.5],
                        [0.25, 0.5, -0.25, -0.25],
                        [-0.75, 0.25, 0.5, 0.5],
                    ]
                ),
                "b2": np.array([[0.1, -0.2, 0.1, 0.0]]),
                "W3": np.array([[0.5, -0.5, 0.25], [1.0, 0.5, -1.0], [-0.5, 0.25, 0.5], [0.75, -1.0, 0.5]]),
                "b3": np.array([[0.1, 0.0, -0.1]]),
            },
            "sizes": {"n": 6, "d": 2, "h": 5, "m": 4, "k": 3},
        }
    n, d, h, m, k = int(rng.choice([11, 12])), 4, int(rng.choice([9, 10])), int(rng.choice([7, 8])), 6
    while True:
        params = {
            "W1": 0.5 * rng.randn(d, h),
            "b1": 0.5 * rng.randn(1, h),
            "W2": 0.5 * rng.randn(h, m),
            "b2": 0.5 * rng.randn(1, m),
            "W3": 0.5 * rng.randn(m, k),
            "b3": 0.5 * rng.randn(1, k),
        }
        X = rng.randn(n, d)
        Z1, _, Z2, _, _ = forward(X, params)
        if np.min(np.abs(Z1)) > 0.02 and np.min(np.abs(Z2)) > 0.02:
            break
    return {
        "X": X,
        "Y": one_hot(rng.randint(0, k, n), k),
        "params": params,
        "sizes": {"n": n, "d": d, "h": h, "m": m, "k": k},
    }


def curve_data(rng):
    """Three spirals for a 2-32-32-3 network whose weights are as wide as lesson 10 says; other points to be asked."""
    X, labels = three_spirals(180, noise=0.15, seed=0)
    unseen, answers = three_spirals(180, noise=0.15, seed=1)
    return {
        "X": X,
        "Y": one_hot(labels, 3),
        "unseen_X": unseen,
        "unseen_Y": one_hot(answers, 3),
        "params": {
            "W1": he_init(rng, 2, 32),
            "b1": np.zeros((1, 32)),
            "W2": he_init(rng, 32, 32),
            "b2": np.zeros((1, 32)),
            "W3": he_init(rng, 32, 3),
            "b3": np.zeros((1, 3)),
        },
        "sizes": {"n": 180, "d": 2, "h": 32, "m": 32, "k": 3},
    }


def accuracy_on_unseen_points(params, draw):
    """What the curve reports at its end."""
    return accuracy(forward(draw["unseen_X"], params)[-1], draw["unseen_Y"])


@given
def forward(X, params):
    """Z1 (n, h), A1 (n, h), Z2 (n, m), A2 (n, m), A3 (n, k): what the way back needs."""
    Z1 = X @ params["W1"] + params["b1"]
    A1 = relu(Z1)
    Z2 = A1 @ params["W2"] + params["b2"]
    A2 = relu(Z2)
    return Z1, A1, Z2, A2, softmax(A2 @ params["W3"] + params["b3"])


@given
def use(function, draw):
    """A forward pass that remembers what it computed, then the learner's way back."""
    X, params = draw["X"], draw["params"]
    Z1, A1, Z2, A2, A3 = forward(X, params)
    return function(X, A1, A2, A3, draw["Y"], params["W1"], params["W2"], params["W3"], Z1, Z2)


def loss(params, draw, probes):
    """The mean cross-entropy; a probe is added where its gradient is asked for."""
    A1 = relu(draw["X"] @ params["W1"] + params["b1"] + probes["dZ1"]) + probes["dA1"]
    A2 = relu(A1 @ params["W2"] + params["b2"] + probes["dZ2"]) + probes["dA2"]
    return softmax_cross_entropy(A2 @ params["W3"] + params["b3"] + probes["dZ3"], draw["Y"])


def backward_mlp_3layer(X, A1, A2, A3, y, W1, W2, W3, Z1, Z2):
    dZ3 = (A3 - y) / len(X)
    dA2 = dZ3 @ W3.T
    dZ2 = dA2 * (Z2 > 0)
    dA1 = dZ2 @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    return {
        "dZ3": dZ3,
        "W3": A2.T @ dZ3,
        "b3": np.sum(dZ3, axis=0, keepdims=True),
        "dA2": dA2,
        "dZ2": dZ2,
        "W2": A1.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
        "dA1": dA1,
        "dZ1": dZ1,
        "W1": X.T @ dZ1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
    }
