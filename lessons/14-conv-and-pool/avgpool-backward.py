"""Average pooling backwards: every pixel of a window gets the same share."""

import numpy as np
from exercise import given
from neural_network import avg_pool


def draw(rng, shown):
    """A map X (H, W) that the windows fill without a rest, and the upstream gradient G of the pooled map."""
    if shown:
        X = np.array(
            [
                [1.0, 3.0, 0.0, 2.0, 5.0, 1.0],
                [2.0, 2.0, 4.0, 2.0, 0.0, 2.0],
                [0.0, 1.0, 1.0, 1.0, 3.0, 3.0],
                [4.0, 3.0, 0.0, 6.0, 1.0, 1.0],
            ]
        )
        size, G = 2, np.array([[4.0, 8.0, -4.0], [2.0, 0.0, -8.0]])
    else:
        size = int(rng.choice([3, 4]))
        X, G = rng.randn(2 * size, 5 * size), rng.randn(2, 5)
    return {
        "params": {"X": X},
        "G": G,
        "size": size,
        "sizes": {"H": X.shape[0], "W": X.shape[1], "size": size},
    }


@given
def use(function, draw):
    """One call; of the map only the shape is passed, since its values have no part in the gradient."""
    return function(draw["G"], draw["params"]["X"].shape, draw["size"])


def loss(params, draw):
    """A loss whose gradient by the pooled map is exactly G."""
    return np.sum(avg_pool(params["X"], draw["size"], draw["size"]) * draw["G"])


def avgpool_backward(G, shape, size=2):
    spread = np.repeat(np.repeat(G, size, axis=0), size, axis=1)
    return spread / size**2
