"""RMS normalisation backwards: the direct path, and the one through the root of the mean square."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """X (n, d) and gamma (1, d), both differentiated; upstream gradient G (n, d)."""
    if shown:
        return {
            "params": {
                "X": np.array([[1.0, 7.0, -5.0, 5.0], [2.0, 0.0, 2.0, -2.0]]),
                "gamma": np.array([[1.0, 2.0, 1.0, 0.5]]),
            },
            "G": np.array([[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 2.0, -1.0]]),
            "sizes": {"n": 2, "d": 4},
        }
    n, d = int(rng.choice([3, 4])), int(rng.choice([5, 6]))
    return {
        "params": {"X": 2 * rng.randn(n, d), "gamma": rng.randn(1, d)},
        "G": rng.randn(n, d),
        "sizes": {"n": n, "d": d},
    }


@given
def use(function, draw):
    """One call with what came from behind, the layer's input and gamma."""
    return function(draw["G"], draw["params"]["X"], draw["params"]["gamma"])


def loss(params, draw, probes):
    """A loss whose gradient by the output is exactly G; a probe is added where its gradient is asked for."""
    X = params["X"]
    r = np.sqrt(np.mean(X**2, axis=1, keepdims=True) + 1e-5) + probes["dr"]
    return np.sum(params["gamma"] * (X / r + probes["dxhat"]) * draw["G"])


def rmsnorm_backward(G, X, gamma, eps=1e-5):
    d = X.shape[1]
    r = np.sqrt(np.mean(X**2, axis=1, keepdims=True) + eps)
    dxhat = G * gamma
    dr = -np.sum(dxhat * X, axis=1, keepdims=True) / r**2
    dX = dxhat / r + dr * X / (d * r)
    dgamma = np.sum(G * X / r, axis=0, keepdims=True)
    return {"X": dX, "gamma": dgamma, "dxhat": dxhat, "dr": dr}
