"""Least squares with a price on the size of every weight: lam times the sum of |W|."""

import numpy as np
from exercise import given
from neural_network import half_mse_loss, l1_regularization


def draw(rng, shown):
    """X (n, d), y (n, 1), W (d, 1) and the price lam. No weight is near 0, where |w| has its corner."""
    if shown:
        return {
            "X": np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0], [2.0, -1.0]]),
            "y": np.array([[1.0], [0.0], [1.0], [3.0]]),
            "params": {"W": np.array([[3.0], [-1.0]])},
            "lam": 0.5,
            "sizes": {"n": 4, "d": 2},
        }
    n, d = int(rng.choice([7, 9])), int(rng.choice([3, 5]))
    W = rng.uniform(0.2, 1.0, (d, 1)) * np.where(rng.rand(d, 1) < 0.5, -1, 1)
    W[:2] = np.abs(W[0]), -np.abs(W[1])  # both signs are always there
    return {
        "X": rng.randn(n, d),
        "y": rng.randn(n, 1),
        "params": {"W": W},
        "lam": float(rng.uniform(0.3, 0.6)),
        "sizes": {"n": n, "d": d},
    }


@given
def use(function, draw):
    """One call with the data, the weights and the price."""
    return {"W": function(draw["X"], draw["y"], draw["params"]["W"], draw["lam"])}


def loss(params, draw):
    """Half the mean of the squared errors, plus the penalty."""
    errors = half_mse_loss(draw["X"] @ params["W"], draw["y"])
    return errors + l1_regularization([params["W"]], draw["lam"])


def lasso_gradient(X, y, W, lam):
    error = X @ W - y
    return X.T @ error / len(X) + lam * np.sign(W)
