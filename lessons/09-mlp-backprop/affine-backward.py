"""The layer that every network is made of, backwards: Z = XW + b."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """X (n, d), W (d, k), b (1, k), all three differentiated; upstream gradient G (n, k)."""
    if shown:
        return {
            "params": {
                "X": np.array([[1.0, 2.0, 0.0], [-1.0, 0.0, 1.0]]),
                "W": np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, -1.0, 0.0], [1.0, 1.0, 0.0, 2.0]]),
                "b": np.array([[0.5, 0.0, -0.5, 1.0]]),
            },
            "G": np.array([[1.0, 0.0, -1.0, 2.0], [0.0, 3.0, 1.0, -1.0]]),
            "sizes": {"n": 2, "d": 3, "k": 4},
        }
    n, d, k = int(rng.choice([7, 8])), int(rng.choice([4, 5])), 6
    return {
        "params": {"X": rng.randn(n, d), "W": 0.5 * rng.randn(d, k), "b": 0.5 * rng.randn(1, k)},
        "G": rng.randn(n, k),
        "sizes": {"n": n, "d": d, "k": k},
    }


@given
def use(function, draw):
    """One call; b is not passed, since its value has no part in any of the three gradients."""
    return function(draw["G"], draw["params"]["X"], draw["params"]["W"])


def loss(params, draw):
    """A loss whose gradient by Z is exactly G."""
    return np.sum((params["X"] @ params["W"] + params["b"]) * draw["G"])


def affine_backward(G, X, W):
    return {
        "X": G @ W.T,
        "W": X.T @ G,
        "b": np.sum(G, axis=0, keepdims=True),
    }
