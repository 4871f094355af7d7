"""The error of the central difference of a logistic loss over h."""

import numpy as np
from neural_network import binary_cross_entropy, sigmoid

X, Y, W, B = np.array([0.5, 1.5, 2.5]), np.array([0.0, 0.0, 1.0]), 0.7, -0.3
STEPS = 10.0 ** -np.arange(0, 13)


def error(h):
    def value(w):
        return binary_cross_entropy(sigmoid(X * w + B), Y)

    exact = np.mean((sigmoid(X * W + B) - Y) * X)
    return abs((value(W + h) - value(W - h)) / (2 * h) - exact)


def series(value):
    return {"h": STEPS, "error": np.array([error(h) for h in STEPS]), "at": np.array([value])}


def facts(rng):
    assert error(1e-5) < 1e-3 * error(1e-1)
    assert error(1e-5) < 1e-3 * error(1e-12)
