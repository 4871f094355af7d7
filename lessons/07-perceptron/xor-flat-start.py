"""XOR and one sigmoid neuron: the zero start has gradient zero, and no weights have a smaller loss."""

import numpy as np
from neural_network import bce_with_logits, sigmoid

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [0.0]])


def gradient(W, b):
    """W (2, 1), b (1, 1) -> the two gradients, same shapes."""
    error = sigmoid(X @ W + b) - Y
    return X.T @ error / 4, np.mean(error, keepdims=True)


def facts(rng):
    """Exactly zero at the start; ln 2 there; nothing below it at 2,000 random points; every start ends there."""
    dW, db = gradient(np.zeros((2, 1)), np.zeros((1, 1)))
    assert not dW.any()
    assert not db.any()
    assert abs(bce_with_logits(np.zeros((4, 1)), Y) - np.log(2)) < 1e-15
    for _ in range(2000):
        W, b = 5 * rng.randn(2, 1), 5 * rng.randn(1, 1)
        assert bce_with_logits(X @ W + b, Y) > np.log(2)
    for _ in range(5):
        W, b = rng.randn(2, 1), rng.randn(1, 1)
        for _ in range(1500):
            dW, db = gradient(W, b)
            W, b = W - dW, b - db
        assert abs(bce_with_logits(X @ W + b, Y) - np.log(2)) < 1e-9
    _the_diagonals_share_a_sum(rng)


def _the_diagonals_share_a_sum(rng):
    """z of the two corners with label 0 adds up to z of the two with label 1, whatever W and b are."""
    Z = X @ rng.randn(2, 1) + rng.randn(1, 1)
    assert abs((Z[0] + Z[3] - Z[1] - Z[2]).item()) < 1e-14
