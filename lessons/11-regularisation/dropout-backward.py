"""Backwards through inverted dropout, with the mask of the forward pass."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """Activations A (n, k), a mask of zeros and ones, the share p that stays, the upstream gradient G (n, k)."""
    if shown:
        return {
            "params": {"A": np.array([[4.0, 8.0, -2.0], [12.0, -4.0, 6.0]])},
            "mask": np.array([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0]]),
            "p": 0.8,
            "G": np.array([[4.0, 2.0, -8.0], [-4.0, 12.0, -3.0]]),
            "sizes": {"n": 2, "k": 3},
        }
    n, k, p = int(rng.choice([6, 7])), int(rng.choice([4, 5])), float(rng.choice([0.6, 0.7]))
    while True:
        mask = (rng.rand(n, k) < p).astype(float)
        if 0.3 < np.mean(mask) < 0.9 and abs(np.mean(mask) - p) > 0.02:
            break
    return {
        "params": {"A": rng.randn(n, k)},
        "mask": mask,
        "p": p,
        "G": rng.randn(n, k),
        "sizes": {"n": n, "k": k},
    }


@given
def use(function, draw):
    """One call with what comes from behind, the mask that was thrown, and the share that stays."""
    return {"A": function(draw["G"], draw["mask"], draw["p"])}


def loss(params, draw):
    """A loss whose gradient by the dropped array is exactly G."""
    return np.sum(params["A"] * draw["mask"] / draw["p"] * draw["G"])


def dropout_backward(G, mask, p):
    return G * mask / p
