"""Five wrong constants of one gradient, and the ratios that they leave."""

import numpy as np
from neural_network import mse_loss, numerical_gradient


def forward(X, params):
    """X (n, d), W (d, k) -> (n, k)."""
    return X @ params["W"]


def facts(rng):
    """The right gradient is measured; each mistake has its ratio in every entry; 8 and 4 are ambiguous."""
    n, d, k = 7, 4, 3
    X, W, Y = rng.randn(n, d), 0.5 * rng.randn(d, k), rng.randn(n, k)
    E = X @ W - Y
    right = 2 * X.T @ E / (n * k)
    measured = numerical_gradient(X, Y, {"W": W}, mse_loss, forward)["W"]
    assert np.allclose(right, measured, rtol=1e-7)
    for ratio, written in (
        (0.5, X.T @ E / (n * k)),
        (7, 2 * X.T @ E / k),
        (3, 2 * X.T @ E / n),
        (-1, -2 * X.T @ E / (n * k)),
        (0.1429, 2 * X.T @ E / (n * n * k)),
    ):
        assert np.allclose(written / right, ratio, rtol=1e-3)
    assert 2 / (8 * 8) == 0.5 * 2 / (8 * 4)
