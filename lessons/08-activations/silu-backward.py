"""Backwards through SiLU, Z times sigmoid(Z) (Elfwing, Uchibe and Doya 2017; also called swish)."""

import numpy as np
from exercise import given
from neural_network import sigmoid


def draw(rng, shown):
    """Z (n, k) and the upstream gradient G (n, k)."""
    if shown:
        return {
            "params": {"Z": np.array([[-2.0, -0.5, 0.5], [1.0, 2.0, 4.0]])},
            "G": np.array([[1.0, 2.0, -1.0], [1.0, -2.0, 0.5]]),
            "sizes": {"n": 2, "k": 3},
        }
    n, k = int(rng.choice([5, 7])), int(rng.choice([4, 6]))
    return {"params": {"Z": 1.5 * rng.randn(n, k)}, "G": rng.randn(n, k), "sizes": {"n": n, "k": k}}


@given
def use(function, draw):
    """One call with the upstream gradient and what went forward."""
    return {"Z": function(draw["G"], draw["params"]["Z"])}


def loss(params, draw):
    """A loss whose gradient by A is exactly G."""
    return np.sum(params["Z"] * sigmoid(params["Z"]) * draw["G"])


def silu_backward(G, Z):
    S = sigmoid(Z)
    slope = S + Z * S * (1 - S)
    return G * slope
