"""Max pooling backwards: the largest number of each window takes the whole gradient of that window."""

import numpy as np
from exercise import given
from neural_network import max_pool


def draw(rng, shown):
    """A map X (H, W) without two equal numbers, a window size and a shorter stride, G of the pooled map."""
    if shown:
        X = np.array(
            [
                [7.0, 1.0, 15.0, 4.0, 9.0, 21.0, 3.0],
                [12.0, 26.0, 5.0, 18.0, 30.0, 2.0, 11.0],
                [8.0, 17.0, 33.0, 10.0, 6.0, 24.0, 14.0],
                [28.0, 13.0, 20.0, 31.0, 0.0, 16.0, 35.0],
                [19.0, 22.0, 25.0, 27.0, 23.0, 29.0, 32.0],
            ]
        )
        size, stride, G = 3, 2, np.array([[1.0, 2.0, -1.0], [3.0, 0.5, -2.0]])
    else:
        (size, stride), (h, w) = ((4, 2), (4, 3))[rng.randint(2)], (3, 5)
        H, W = size + stride * (h - 1) + 1, size + stride * (w - 1) + 1
        while True:
            X = 0.1 * (rng.permutation(H * W).reshape(H, W) - H * W // 3)
            if len(np.unique(max_pool(X, size, stride))) < h * w:  # somebody wins more than once
                break
        G = rng.randn(h, w)
    return {
        "params": {"X": X},
        "G": G,
        "size": size,
        "stride": stride,
        "sizes": {"H": X.shape[0], "W": X.shape[1], "size": size},
    }


@given
def use(function, draw):
    """One call with the map as it was pooled."""
    return function(draw["G"], draw["params"]["X"], draw["size"], draw["stride"])


def loss(params, draw):
    """A loss whose gradient by the pooled map is exactly G."""
    return np.sum(max_pool(params["X"], draw["size"], draw["stride"]) * draw["G"])


def maxpool_backward(G, X, size=2, stride=2):
    dX = np.zeros(X.shape)
    for i in range(G.shape[0]):
        for j in range(G.shape[1]):
            top, left = i * stride, j * stride
            window = X[top : top + size, left : left + size]
            m, n = np.unravel_index(np.argmax(window), window.shape)
            dX[top + m, left + n] += G[i, j]
    return dX
