"""Backwards through a leaky relu whose leak is learned: one number for all entries."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """Z (n, k), alpha (1,), upstream gradient G (n, k). No entry of Z is near its corner at 0."""
    if shown:
        return {
            "params": {
                "Z": np.array([[1.5, -0.5, 2.0], [-1.0, 0.5, -2.0]]),
                "alpha": np.array([0.25]),
            },
            "G": np.array([[1.0, 2.0, -1.0], [-3.0, -2.0, 0.5]]),
            "sizes": {"n": 2, "k": 3},
        }
    n, k = int(rng.choice([5, 7])), int(rng.choice([4, 6]))
    Z = rng.randn(n, k)
    return {
        "params": {"Z": Z + 0.1 * np.sign(Z), "alpha": rng.uniform(0.1, 0.4, size=1)},
        "G": rng.randn(n, k),
        "sizes": {"n": n, "k": k},
    }


@given
def use(function, draw):
    """One call; the learner returns a dict with the gradients of Z and of alpha."""
    return function(draw["G"], draw["params"]["Z"], draw["params"]["alpha"])


def loss(params, draw):
    """A loss whose gradient by A is exactly G, for A = Z where Z > 0 and alpha Z elsewhere."""
    Z = params["Z"]
    return np.sum(np.where(Z > 0, Z, params["alpha"] * Z) * draw["G"])


def prelu_backward(G, Z, alpha):
    dZ = G * np.where(Z > 0, 1.0, alpha)
    dalpha = np.array([np.sum(G * Z * (Z <= 0))])
    return {"Z": dZ, "alpha": dalpha}
