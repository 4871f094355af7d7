"""Hidden units and classes are four on purpose, so that no shape gives a bug away."""

import numpy as np
from neural_network import one_hot, softmax, softmax_cross_entropy


def draw(rng, shown):
    n, k = (7, 4) if shown else (9, 5)
    names = {"W1": (k, k), "b1": (1, k), "W2": (k, k), "b2": (1, k)}
    return {
        "sizes": {"n": n, "d": k, "hidden": k, "k": k},
        "same": ["d", "hidden", "k"],
        "X": rng.randn(n, k),
        "Y": one_hot(rng.randint(0, k, n), k),
        "lam": 0.05,
        "params": {name: 0.5 * rng.randn(*shape) for name, shape in names.items()},
    }


def loss(params, draw):
    hidden = np.maximum(0, draw["X"] @ params["W1"] + params["b1"])
    data = softmax_cross_entropy(hidden @ params["W2"] + params["b2"], draw["Y"])
    return data + draw["lam"] * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))


def gradients(X, Y, params, lam):
    Z1 = X @ params["W1"] + params["b1"]
    A1 = np.maximum(0, Z1)
    D2 = (softmax(A1 @ params["W2"] + params["b2"]) - Y) / len(X)
    D1 = (D2 @ params["W2"].T) * (Z1 > 0)
    return {
        "W1": X.T @ D1 + 2 * lam * params["W1"],
        "b1": D1.sum(axis=0, keepdims=True),
        "W2": A1.T @ D2 + 2 * lam * params["W2"],
        "b2": D2.sum(axis=0, keepdims=True),
    }
