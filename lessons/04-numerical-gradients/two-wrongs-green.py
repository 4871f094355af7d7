"""A gradient with two mistakes that cancel at n = 2, and only there."""

import numpy as np
from neural_network import mse_loss, numerical_gradient


def forward(X, params):
    """X (n, 1), W (1, 1), b (1, 1) -> (n, 1)."""
    return X @ params["W"] + params["b"]


def facts(rng):
    """Without 2 and without 1/n the gradient is n/2 times the true one: 1 for two samples, 1.5 for three."""
    for n, ratio in ((2, 1.0), (3, 1.5)):
        X = np.arange(1.0, n + 1)[:, None]
        y = 2 * X + 1
        params = {"W": np.array([[1.5]]), "b": np.array([[0.5]])}
        error = forward(X, params) - y
        slopes = numerical_gradient(X, y, params, mse_loss, forward)
        assert abs((X.T @ error).item() / slopes["W"].item() - ratio) < 1e-9
        assert abs(np.sum(error).item() / slopes["b"].item() - ratio) < 1e-9
