"""The backward pass of a sigmoid, given the upstream gradient."""

import numpy as np
from exercise import given
from neural_network import sigmoid


def draw(rng, shown):
    """Scores Z (n, k), upstream G (n, k)."""
    if shown:
        return {
            "params": {"Z": np.array([[0.0, 1.0, -1.0], [2.0, -2.0, 0.5]])},
            "G": np.array([[4.0, 1.0, -2.0], [3.0, -1.0, 2.0]]),
            "sizes": {"n": 2, "k": 3},
        }
    n, k = int(rng.choice([5, 6, 7])), 4
    return {"params": {"Z": 1.5 * rng.randn(n, k)}, "G": rng.randn(n, k), "sizes": {"n": n, "k": k}}


@given
def use(function, draw):
    """Hands over the upstream gradient and the scores."""
    return function(draw["G"], draw["params"]["Z"])


def loss(params, draw):
    """A weighted sum of the probabilities, whose upstream gradient is G."""
    return np.sum(sigmoid(params["Z"]) * draw["G"])


def sigmoid_backward(G, Z):
    A = sigmoid(Z)
    slope = A * (1 - A)
    return G * slope
