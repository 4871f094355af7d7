"""Layer normalisation backwards: statistics along the rows, parameters down the columns."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """X (n, d), gamma and beta (1, d), all three differentiated; upstream gradient G (n, d)."""
    if shown:
        return {
            "params": {
                "X": np.array([[3.0, 9.0, 11.0, 17.0], [1.0, 1.0, 5.0, 5.0]]),
                "gamma": np.array([[1.0, 2.0, 1.0, 0.5]]),
                "beta": np.array([[0.0, 0.5, 0.0, -1.0]]),
            },
            "G": np.array([[0.0, 1.0, 0.0, 0.0], [1.0, 0.0, -1.0, 2.0]]),
            "sizes": {"n": 2, "d": 4},
        }
    n, d = int(rng.choice([3, 4])), int(rng.choice([5, 6]))
    return {
        "params": {"X": 2 * rng.randn(n, d) + 1, "gamma": rng.randn(1, d), "beta": rng.randn(1, d)},
        "G": rng.randn(n, d),
        "sizes": {"n": n, "d": d},
    }


@given
def use(function, draw):
    """One call; beta is not passed, since its value has no part in any of the gradients."""
    return function(draw["G"], draw["params"]["X"], draw["params"]["gamma"])


def loss(params, draw, probes):
    """A loss whose gradient by the output is exactly G; a probe is added where its gradient is asked for."""
    X = params["X"]
    mu = np.mean(X, axis=1, keepdims=True) + probes["dmu"]
    var = np.mean((X - mu) ** 2, axis=1, keepdims=True) + probes["dvar"]
    xhat = (X - mu) / np.sqrt(var + 1e-5) + probes["dxhat"]
    return np.sum((params["gamma"] * xhat + params["beta"]) * draw["G"])


def layernorm_backward(G, X, gamma, eps=1e-5):
    d = X.shape[1]
    mu = np.mean(X, axis=1, keepdims=True)
    std = np.sqrt(np.var(X, axis=1, keepdims=True) + eps)
    xhat = (X - mu) / std
    dxhat = G * gamma
    dvar = -np.sum(dxhat * (X - mu), axis=1, keepdims=True) / (2 * std**3)
    dmu = -np.sum(dxhat, axis=1, keepdims=True) / std
    dX = dxhat / std
    dX = dX + 2 / d * (X - mu) * dvar
    dX = dX + dmu / d
    return {
        "X": dX,
        "gamma": np.sum(G * xhat, axis=0, keepdims=True),
        "beta": np.sum(G, axis=0, keepdims=True),
        "dxhat": dxhat,
        "dvar": dvar,
        "dmu": dmu,
    }
