"""Two layers, relu between them, softmax and cross-entropy behind: the whole way back."""

import numpy as np
from exercise import given
from neural_network import one_hot, relu, softmax, softmax_cross_entropy, two_moons


def draw(rng, shown):
    """X (n, d), one-hot Y (n, k), W1 (d, h), b1 (1, h), W2 (h, k), b2 (1, k). No Z1 is near relu's corner."""
    if shown:
        return {
            "X": np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -1.0], [2.0, 0.0]]),
            "Y": one_hot(np.array([1, 0, 2, 0]), 3),
            "params": {
                "W1": np.array([[1.0, -1.0, 0.5, 0.25, -0.5], [0.5, 0.25, -1.0, 1.0, 0.75]]),
                "b1": np.array([[0.1, -0.1, 0.2, 0.0, 0.3]]),
                "W2": np.array(
                    [
                        [0.5, -0.5, 0.0],
                        [1.0, 0.0, -1.0],
                        [-0.5, 0.25, 0.5],
                        [0.0, 1.0, -0.5],
                        [0.25, -1.0, 0.5],
                    ]
                ),
                "b2": np.array([[0.1, 0.0, -0.1]]),
            },
            "sizes": {"n": 4, "d": 2, "h": 5, "k": 3},
        }
    n, d, h, k = int(rng.choice([9, 10])), 4, int(rng.choice([6, 7])), 5
    while True:
        X, W1, b1 = rng.randn(n, d), 0.5 * rng.randn(d, h), 0.5 * rng.randn(1, h)
        if np.min(np.abs(X @ W1 + b1)) > 0.03:
            break
    return {
        "X": X,
        "Y": one_hot(rng.randint(0, k, n), k),
        "params": {"W1": W1, "b1": b1, "W2": 0.5 * rng.randn(h, k), "b2": 0.5 * rng.randn(1, k)},
        "sizes": {"n": n, "d": d, "h": h, "k": k},
    }


def curve_data(rng):
    """Two moons, 200 points, and a 2-16-2 network."""
    X, labels = two_moons(200, noise=0.1, seed=0)
    return {
        "X": X,
        "Y": one_hot(labels, 2),
        "params": {
            "W1": rng.randn(2, 16),
            "b1": np.zeros((1, 16)),
            "W2": 0.5 * rng.randn(16, 2),
            "b2": np.zeros((1, 2)),
        },
        "sizes": {"n": 200, "d": 2, "h": 16, "k": 2},
    }


@given
def use(function, draw):
    """A forward pass that remembers what it computed, then the learner's way back."""
    X, params = draw["X"], draw["params"]
    Z1 = X @ params["W1"] + params["b1"]
    A1 = relu(Z1)
    A2 = softmax(A1 @ params["W2"] + params["b2"])
    answer = function(X, A1, A2, draw["Y"], params["W1"], params["W2"], Z1)
    if not isinstance(answer, tuple) or len(answer) != 4:
        raise TypeError("backward_mlp returns four arrays: grad_W1, grad_b1, grad_W2, grad_b2")
    return dict(zip(["W1", "b1", "W2", "b2"], answer, strict=True))


def loss(params, draw):
    """The mean cross-entropy of the network's probabilities."""
    A1 = relu(draw["X"] @ params["W1"] + params["b1"])
    return softmax_cross_entropy(A1 @ params["W2"] + params["b2"], draw["Y"])


def backward_mlp(X, A1, A2, y, W1, W2, Z1):
    dZ2 = (A2 - y) / len(X)
    grad_W2 = A1.T @ dZ2
    grad_b2 = np.sum(dZ2, axis=0, keepdims=True)
    dA1 = dZ2 @ W2.T
    dZ1 = dA1 * (Z1 > 0)
    grad_W1 = X.T @ dZ1
    grad_b1 = np.sum(dZ1, axis=0, keepdims=True)
    return grad_W1, grad_b1, grad_W2, grad_b2
