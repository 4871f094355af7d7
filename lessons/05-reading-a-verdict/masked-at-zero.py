"""A penalty that the gradient has forgotten: invisible at W = 0, and only there."""

import numpy as np
from neural_network import mse_loss, numerical_gradient

PENALTY = 0.3


def forward(X, params):
    """X (n, d), W (d, 1) -> predictions (n, 1) and the weights, which the loss needs, too."""
    return X @ params["W"], params["W"]


def penalised_loss(output, y):
    """Mean squared error plus the penalty."""
    predictions, W = output
    return mse_loss(predictions, y) + PENALTY * np.sum(W**2)


def facts(rng):
    """The gradient without a penalty agrees at zero and is off by 2 * 0.3 * W elsewhere."""
    n, d = 6, 3
    X, y = rng.randn(n, d), rng.randn(n, 1)
    for W in (np.zeros((d, 1)), 0.5 * rng.randn(d, 1)):
        measured = numerical_gradient(X, y, {"W": W.copy()}, penalised_loss, forward)["W"]
        forgetful = 2 * X.T @ (X @ W - y) / n
        assert np.allclose(measured - forgetful, 2 * PENALTY * W, atol=1e-9)
        assert np.allclose(measured, forgetful, rtol=1e-6) == (not W.any())
