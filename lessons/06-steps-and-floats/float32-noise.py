"""A right gradient of logistic regression, measured in double and in single precision."""

import numpy as np
from neural_network import numerical_gradient, sigmoid


def forward(X, params):
    """X (n, d), W (d, 1), b (1, 1) -> probabilities (n, 1)."""
    return sigmoid(X @ params["W"] + params["b"])


def cross_entropy(A, y):
    """Without an epsilon: 1e-15 would mean nothing in single precision."""
    return np.mean(-y * np.log(A) - (1 - y) * np.log(1 - A))


def worst(kind, h, rng):
    """The largest relative error of an entry of W, on one random data set."""
    X, y = rng.randn(20, 5), (rng.rand(20, 1) > 0.5).astype(float)
    params = {"W": rng.randn(5, 1), "b": rng.randn(1, 1)}
    exact = X.T @ (forward(X, params) - y) / 20
    small = {name: p.astype(kind) for name, p in params.items()}
    measured = numerical_gradient(X.astype(kind), y.astype(kind), small, cross_entropy, forward, h)["W"]
    assert measured.dtype == kind
    return np.max(np.abs(measured - exact) / np.abs(exact))


def facts(rng):
    """The median over 15 data sets: per mille to percent in single precision, nine digits in double."""

    def typical(kind, h):
        return np.median([worst(kind, h, np.random.RandomState(seed)) for seed in range(15)])

    assert 1e-10 < typical(np.float64, 1e-4) < 1e-7
    assert 1e-3 < typical(np.float32, 1e-4) < 1e-1
    assert 1e-5 < typical(np.float32, 1e-2) < 1e-3
