"""A look-up table backwards: every word collects from all the places where it stands."""

import numpy as np
from exercise import given
from neural_network import embedding


def draw(rng, shown):
    """A table E (V, d), ids (n, T) in which words repeat and one never occurs, upstream gradient G (n, T, d)."""
    if shown:
        E = np.arange(18.0).reshape(6, 3) / 4
        ids = np.array([[0, 1, 2, 0], [0, 3, 2, 4]])
        G = np.array(
            [
                [[1.0, 0.0, 2.0], [0.0, 1.0, 1.0], [2.0, -1.0, 0.0], [-1.0, 3.0, 1.0]],
                [[2.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 2.0, -1.0], [3.0, 0.0, 1.0]],
            ]
        )
    else:
        n, T, V, d = int(rng.choice([3, 4])), 5, int(rng.choice([7, 8])), 2
        E, G = rng.randn(V, d), rng.randn(n, T, d)
        ids = rng.randint(0, V - 1, (n, T))  # more places than words: somebody stands twice
    (V, d), (n, T) = E.shape, ids.shape
    return {"params": {"E": E}, "ids": ids, "G": G, "sizes": {"n": n, "T": T, "V": V, "d": d}}


@given
def use(function, draw):
    """One call; of the table only the number of rows is passed, since a look-up is linear."""
    return function(draw["G"], draw["ids"], len(draw["params"]["E"]))


def loss(params, draw):
    """A loss whose gradient by the looked-up vectors is exactly G."""
    return np.sum(embedding(params["E"], draw["ids"]) * draw["G"])


def embedding_backward(G, ids, V):
    dE = np.zeros((V, G.shape[-1]))
    np.add.at(dE, ids, G)
    return dE
