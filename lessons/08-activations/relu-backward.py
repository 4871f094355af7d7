"""Backwards through relu: the sign of what went in decides what comes back."""

import numpy as np
from exercise import given
from neural_network import relu


def draw(rng, shown):
    """Z (n, k) and the upstream gradient G (n, k). No entry of Z is near 0, where relu has its corner."""
    if shown:
        return {
            "params": {"Z": np.array([[1.5, -0.5, 2.0], [-1.0, 0.5, -2.0]])},
            "G": np.array([[1.0, 2.0, -1.0], [-3.0, -2.0, 0.5]]),
            "sizes": {"n": 2, "k": 3},
        }
    n, k = int(rng.choice([5, 7])), int(rng.choice([4, 6]))
    Z = rng.randn(n, k)
    return {
        "params": {"Z": Z + 0.1 * np.sign(Z)},
        "G": rng.randn(n, k),
        "sizes": {"n": n, "k": k},
    }


@given
def use(function, draw):
    """One call with the upstream gradient and what went forward."""
    return {"Z": function(draw["G"], draw["params"]["Z"])}


def loss(params, draw):
    """A loss whose gradient by A is exactly G."""
    return np.sum(relu(params["Z"]) * draw["G"])


def relu_backward(G, Z):
    return G * (Z > 0)
