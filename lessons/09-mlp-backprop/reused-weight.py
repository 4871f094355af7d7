"""One matrix in two places: its gradient is the sum over both."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """X (n, d), W (d, d), square because it is used twice, and the upstream gradient G (n, d)."""
    if shown:
        return {
            "X": np.array([[1.0, 0.0], [0.5, -1.0], [-1.0, 2.0]]),
            "G": np.array([[1.0, -1.0], [0.0, 2.0], [1.0, 0.5]]),
            "params": {"W": np.array([[0.5, -0.5], [1.0, 0.25]])},
            "sizes": {"n": 3, "d": 2},
        }
    n, d = int(rng.choice([5, 7])), int(rng.choice([3, 4]))
    return {
        "X": rng.randn(n, d),
        "G": rng.randn(n, d),
        "params": {"W": 0.5 * rng.randn(d, d)},
        "sizes": {"n": n, "d": d},
    }


@given
def use(function, draw):
    """One call with the inputs, the matrix and the upstream gradient."""
    return {"W": function(draw["X"], draw["params"]["W"], draw["G"])}


def loss(params, draw):
    """A loss whose gradient by Z = tanh(XW) W is exactly G."""
    H = np.tanh(draw["X"] @ params["W"])
    return np.sum((H @ params["W"]) * draw["G"])


def reused_weight_grad(X, W, G):
    H = np.tanh(X @ W)
    second = H.T @ G
    dH = G @ W.T
    first = X.T @ (dH * (1 - H**2))
    return first + second
