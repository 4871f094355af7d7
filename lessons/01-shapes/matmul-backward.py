"""The backward pass of a matrix product, given the upstream gradient."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """X (n, d), W (d, k), upstream G (n, k)."""
    if shown:
        return {
            "params": {
                "X": np.array([[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]]),
                "W": np.array([[1.0, 0.0, 2.0, -1.0], [2.0, 1.0, 0.0, 1.0]]),
            },
            "G": np.array([[1.0, 0.0, 1.0, 2.0], [0.0, 2.0, 1.0, 0.0], [1.0, -1.0, 0.0, 1.0]]),
            "sizes": {"n": 3, "d": 2, "k": 4},
        }
    n, d, k = int(rng.choice([6, 7, 8])), 5, int(rng.choice([2, 3]))
    return {
        "params": {"X": rng.randn(n, d), "W": 0.5 * rng.randn(d, k)},
        "G": rng.randn(n, k),
        "sizes": {"n": n, "d": d, "k": k},
    }


@given
def use(function, draw):
    """Hands over the upstream gradient and both factors."""
    return function(draw["G"], draw["params"]["X"], draw["params"]["W"])


def loss(params, draw):
    """A weighted sum of the product's entries, whose upstream gradient is G."""
    return np.sum((params["X"] @ params["W"]) * draw["G"])


def matmul_backward(G, X, W):
    grad_X = G @ W.T
    grad_W = X.T @ G
    return {"X": grad_X, "W": grad_W}
