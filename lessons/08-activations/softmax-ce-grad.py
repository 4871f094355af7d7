"""Cross-entropy of softmax, differentiated by the scores."""

import numpy as np
from exercise import given
from neural_network import one_hot, softmax, softmax_cross_entropy


def draw(rng, shown):
    """Scores Z (n, k) and one-hot labels Y (n, k)."""
    if shown:
        return {
            "params": {"Z": np.log([[2.0, 1.0, 1.0], [1.0, 1.0, 3.0]])},
            "Y": one_hot(np.array([1, 2]), 3),
            "sizes": {"n": 2, "k": 3},
        }
    n, k = int(rng.choice([6, 8])), int(rng.choice([4, 5]))
    return {
        "params": {"Z": rng.randn(n, k)},
        "Y": one_hot(rng.randint(0, k, n), k),
        "sizes": {"n": n, "k": k},
    }


@given
def use(function, draw):
    """One call with the scores and the labels."""
    return {"Z": function(draw["params"]["Z"], draw["Y"])}


def loss(params, draw):
    """The mean over the samples of the cross-entropy of softmax(Z)."""
    return softmax_cross_entropy(params["Z"], draw["Y"])


def softmax_ce_grad(Z, Y):
    A = softmax(Z)
    return (A - Y) / len(Z)
