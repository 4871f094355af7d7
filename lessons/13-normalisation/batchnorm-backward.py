"""Batch normalisation backwards, through all three paths; for the curve, in the middle of a network."""

import numpy as np
from exercise import given
from neural_network import batch_norm, one_hot, relu, softmax, softmax_cross_entropy, two_moons


def draw(rng, shown):
    """X (n, d), gamma and beta (1, d), all three differentiated; upstream gradient G (n, d)."""
    if shown:
        return {
            "params": {
                "X": np.array([[3.0, 1.0], [9.0, 1.0], [11.0, 5.0], [17.0, 5.0]]),
                "gamma": np.array([[1.0, 2.0]]),
                "beta": np.array([[0.0, 0.5]]),
            },
            "G": np.array([[1.0, 0.0], [0.0, 1.0], [0.0, -1.0], [0.0, 2.0]]),
            "sizes": {"n": 4, "d": 2},
        }
    n, d = int(rng.choice([6, 9])), int(rng.choice([3, 5]))
    return {
        "params": {"X": 2 * rng.randn(n, d) + 1, "gamma": rng.randn(1, d), "beta": rng.randn(1, d)},
        "G": rng.randn(n, d),
        "sizes": {"n": n, "d": d},
    }


def curve_data(rng):
    """Two moons, 200 points, and a 2-16-2 network with batch norm and relu behind the first matrix."""
    X, labels = two_moons(200, noise=0.15, seed=0)
    return {
        "X": X,
        "Y": one_hot(labels, 2),
        "params": {
            "W1": rng.randn(2, 16),
            "gamma": np.ones((1, 16)),
            "beta": np.zeros((1, 16)),
            "W2": 0.35 * rng.randn(16, 2),
            "b2": np.zeros((1, 2)),
        },
        "sizes": {"n": 200, "d": 16},
    }


@given
def use(function, draw):
    """One call with the upstream gradient; beta has no part in any of the three."""
    return function(draw["G"], draw["params"]["X"], draw["params"]["gamma"])


@given
def curve_step(function, draw, rate, state):
    """Plain descent; the network is walked back with the learner's layer in its middle."""
    params = draw["params"]
    Z1 = draw["X"] @ params["W1"]
    N1, _, _ = batch_norm(Z1, params["gamma"], params["beta"])
    A1 = relu(N1)
    dZ2 = (softmax(A1 @ params["W2"] + params["b2"]) - draw["Y"]) / len(Z1)
    layer = function(dZ2 @ params["W2"].T * (N1 > 0), Z1, params["gamma"])
    slopes = {
        "W1": draw["X"].T @ layer["X"],
        "gamma": layer["gamma"],
        "beta": layer["beta"],
        "W2": A1.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
    }
    return {name: array - rate * slopes[name] for name, array in params.items()}, None


def scores(params, draw):
    """The scores (n, 2) of the curve's network."""
    N1, _, _ = batch_norm(draw["X"] @ params["W1"], params["gamma"], params["beta"])
    return relu(N1) @ params["W2"] + params["b2"]


def share_right(params, draw):
    """The share of the points whose largest score is at the right class."""
    return np.mean(np.argmax(scores(params, draw), axis=1) == np.argmax(draw["Y"], axis=1))


def curve_loss(params, draw):
    """The mean cross-entropy of the network."""
    return softmax_cross_entropy(scores(params, draw), draw["Y"])


def loss(params, draw, probes):
    """A loss whose gradient by the layer's output is exactly G; a probe is added where its gradient is asked for."""
    X = params["X"]
    mu = np.mean(X, axis=0, keepdims=True) + probes["dmu"]
    var = np.mean((X - mu) ** 2, axis=0, keepdims=True) + probes["dvar"]
    xhat = (X - mu) / np.sqrt(var + 1e-5) + probes["dxhat"]
    return np.sum((params["gamma"] * xhat + params["beta"]) * draw["G"])


def batchnorm_backward(G, X, gamma, eps=1e-5):
    n = len(X)
    mu = np.mean(X, axis=0, keepdims=True)
    std = np.sqrt(np.var(X, axis=0, keepdims=True) + eps)
    xhat = (X - mu) / std
    dxhat = G * gamma
    dvar = -np.sum(dxhat * (X - mu), axis=0, keepdims=True) / (2 * std**3)
    dmu = -np.sum(dxhat, axis=0, keepdims=True) / std
    dX = dxhat / std
    dX = dX + 2 / n * (X - mu) * dvar
    dX = dX + dmu / n
    return {
        "X": dX,
        "gamma": np.sum(G * xhat, axis=0, keepdims=True),
        "beta": np.sum(G, axis=0, keepdims=True),
        "dxhat": dxhat,
        "dvar": dvar,
        "dmu": dmu,
    }
