"""A row that is added to every row of an array: its gradient, given the upstream one."""

import numpy as np


def draw(rng, shown):
    """A (n, k), b (1, k), upstream G (n, k). The gradients depend on G alone."""
    if shown:
        return {
            "params": {
                "A": np.array([[1.0, 0.0], [2.0, -1.0], [0.0, 3.0]]),
                "b": np.array([[0.5, -0.5]]),
            },
            "G": np.array([[1.0, 2.0], [3.0, -1.0], [2.0, 4.0]]),
            "sizes": {"n": 3, "k": 2},
        }
    n, k = int(rng.choice([5, 6, 7])), 4
    return {
        "params": {"A": 0.5 * rng.randn(n, k), "b": 0.5 * rng.randn(1, k)},
        "G": rng.randn(n, k),
        "sizes": {"n": n, "k": k},
    }


def loss(params, draw):
    """A weighted sum of the outputs, whose upstream gradient is G."""
    return np.sum((params["A"] + params["b"]) * draw["G"])


def add_bias_backward(G):
    grad_A = G
    grad_b = G.sum(axis=0, keepdims=True)
    return {"A": grad_A, "b": grad_b}
