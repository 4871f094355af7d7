"""The hinge loss of a linear score, away from its corner."""

import numpy as np


def draw(rng, shown):
    """X (n, d), signs t (n, 1), W (d, 1), b (1, 1). No score is near its corner, and every case is there."""
    if shown:
        return {
            "X": np.array([[2.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 2.0]]),
            "t": np.array([[1.0], [1.0], [-1.0], [1.0]]),
            "params": {"W": np.array([[1.0], [-0.5]]), "b": np.array([[-0.25]])},
            "sizes": {"n": 4, "d": 2},
        }
    n, d = int(rng.choice([9, 11])), int(rng.choice([3, 5]))
    while True:
        X, t = rng.randn(n, d), np.where(rng.rand(n, 1) > 0.5, 1.0, -1.0)
        W, b = 0.5 * rng.randn(d, 1), 0.5 * rng.randn(1, 1)
        margin = t * (X @ W + b)
        beyond, inside, wrong = margin > 1.1, (margin > 0.1) & (margin < 0.9), margin < -0.1
        if np.all(beyond | inside | wrong) and beyond.any() and inside.any() and wrong.any():
            return {"X": X, "t": t, "params": {"W": W, "b": b}, "sizes": {"n": n, "d": d}}


def loss(params, draw):
    """The mean of max(0, 1 - t s) over the samples, s = XW + b."""
    score = draw["X"] @ params["W"] + params["b"]
    return np.mean(np.maximum(0, 1 - draw["t"] * score))


def hinge_gradients(X, t, params):
    s = X @ params["W"] + params["b"]
    active = 1 - t * s > 0
    ds = -t * active / len(X)
    return {"W": X.T @ ds, "b": np.sum(ds, axis=0, keepdims=True)}
