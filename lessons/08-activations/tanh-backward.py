"""Backwards through tanh, from its output alone."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """Z (n, k) and the upstream gradient G (n, k)."""
    if shown:
        return {
            "params": {"Z": np.array([[0.5, -1.0, 0.25], [2.0, -0.5, 1.0]])},
            "G": np.array([[1.0, 1.0, 2.0], [1.0, -2.0, 0.5]]),
            "sizes": {"n": 2, "k": 3},
        }
    n, k = int(rng.choice([5, 7])), int(rng.choice([4, 6]))
    return {"params": {"Z": rng.randn(n, k)}, "G": rng.randn(n, k), "sizes": {"n": n, "k": k}}


@given
def use(function, draw):
    """One call with the upstream gradient and the output A = tanh(Z)."""
    return {"Z": function(draw["G"], np.tanh(draw["params"]["Z"]))}


def loss(params, draw):
    """A loss whose gradient by A is exactly G."""
    return np.sum(np.tanh(params["Z"]) * draw["G"])


def tanh_backward(G, A):
    slope = 1 - A**2
    return G * slope
