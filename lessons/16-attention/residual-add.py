"""A road past the layer: X + tanh(XW), backwards."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """X (n, d), W (d, d), square because the sum needs equal shapes, and the upstream gradient G (n, d)."""
    if shown:
        return {
            "params": {
                "X": np.array([[1.0, 0.0], [0.5, -1.0], [-1.0, 2.0]]),
                "W": np.array([[0.5, -1.0], [0.25, 0.5]]),
            },
            "G": np.array([[1.0, -1.0], [0.0, 2.0], [1.0, 0.5]]),
            "sizes": {"n": 3, "d": 2},
        }
    n, d = int(rng.choice([5, 7])), int(rng.choice([4, 6]))
    return {
        "params": {"X": rng.randn(n, d), "W": 0.5 * rng.randn(d, d)},
        "G": rng.randn(n, d),
        "sizes": {"n": n, "d": d},
    }


@given
def use(function, draw):
    """One call with the upstream gradient, the inputs and the weights."""
    return function(draw["G"], draw["params"]["X"], draw["params"]["W"])


def loss(params, draw, probes):
    """A loss whose gradient by the outputs is exactly G; zeros are added in front of the tanh."""
    Z = params["X"] @ params["W"] + probes["dZ"]
    return np.sum((params["X"] + np.tanh(Z)) * draw["G"])


def residual_backward(G, X, W):
    H = np.tanh(X @ W)
    dZ = G * (1 - H**2)
    dX = G + dZ @ W.T
    return {"X": dX, "W": X.T @ dZ, "dZ": dZ}
