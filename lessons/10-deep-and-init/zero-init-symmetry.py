"""Zero start and equal start of a network with one hidden layer: what is exactly zero, and who stays whose copy."""

import numpy as np
from neural_network import sigmoid

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = np.array([[0.0], [1.0], [1.0], [1.0]])


def gradients(W1, b1, W2, b2):
    """W1 (2, h), b1 (1, h), W2 (h, 1), b2 (1, 1) -> their gradients, same shapes."""
    A1 = np.tanh(X @ W1 + b1)
    dZ2 = (sigmoid(A1 @ W2 + b2) - Y) / 4
    dZ1 = (dZ2 @ W2.T) * (1 - A1**2)
    return X.T @ dZ1, np.sum(dZ1, axis=0, keepdims=True), A1.T @ dZ2, np.sum(dZ2, axis=0, keepdims=True)


def trained(params, steps=500):
    """The parameters after that many steps with rate 0.5."""
    for _ in range(steps):
        params = [p - 0.5 * slope for p, slope in zip(params, gradients(*params), strict=True)]
    return params


def start(weight):
    """Three hidden units, all weights alike, all biases 0."""
    return [np.full((2, 3), weight), np.zeros((1, 3)), np.full((3, 1), weight), np.zeros((1, 1))]


def facts(rng):
    """At 0 only b2 has a gradient; at 0.3 everything has one, and after training the units are equal still."""
    dW1, db1, dW2, db2 = gradients(*start(0.0))
    assert not dW1.any()
    assert not db1.any()
    assert not dW2.any()
    assert db2.item() == -0.25
    W1, b1, W2, b2 = trained(start(0.0))
    assert not W1.any()
    assert not W2.any()
    assert b2.item() > 0.5
    assert all(np.all(np.abs(slope) > 1e-3) for slope in gradients(*start(0.3)))
    W1, b1, W2, b2 = trained(start(0.3))
    for array, axis in ((W1, 1), (b1, 1), (W2, 0)):
        assert np.max(np.ptp(array, axis=axis)) < 1e-12
    assert np.min(np.abs(W1 - 0.3)) > 0.1
