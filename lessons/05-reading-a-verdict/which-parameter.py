"""Two planted mistakes in the backward pass of a small network, and the arrays that they spoil."""

import numpy as np
from neural_network import numerical_gradient, one_hot, softmax, softmax_cross_entropy


def forward(X, params):
    """X (n, d) -> scores (n, k), through a hidden layer of tanh units."""
    return np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def gradients(X, Y, params, slope, left):
    """The backward pass with `slope(A1)` for the slope of tanh and `left` in the place of X in dW1."""
    A1 = np.tanh(X @ params["W1"] + params["b1"])
    dZ2 = (softmax(A1 @ params["W2"] + params["b2"]) - Y) / len(X)
    dZ1 = dZ2 @ params["W2"].T * slope(A1)
    return {
        "W2": A1.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
        "W1": left.T @ dZ1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
    }


def facts(rng):
    """No slope of tanh: W1 and b1 are wrong. A wrong product in dW1: W1 alone."""
    n, d, hidden, k = 7, 3, 5, 2
    X, Y = rng.randn(n, d), one_hot(rng.randint(0, k, n), k)
    params = {
        "W1": 0.5 * rng.randn(d, hidden),
        "b1": 0.5 * rng.randn(1, hidden),
        "W2": 0.5 * rng.randn(hidden, k),
        "b2": 0.5 * rng.randn(1, k),
    }
    measured = numerical_gradient(X, Y, params, softmax_cross_entropy, forward, h=1e-5)

    def wrong(slope, left):
        found = gradients(X, Y, params, slope, left)
        return {name for name in found if not np.allclose(found[name], measured[name], rtol=1e-5, atol=1e-8)}

    assert wrong(lambda A: 1 - A**2, X) == set()
    assert wrong(np.ones_like, X) == {"W1", "b1"}
    assert wrong(lambda A: 1 - A**2, X[::-1]) == {"W1"}
