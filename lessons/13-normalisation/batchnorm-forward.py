"""Batch normalisation in both of its modes: a batch while it is trained, then samples while it is used."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """A batch X (n, d) and samples to ask about (t, d); gamma, beta, running mean and variance (1, d).

    The last column of the batch never changes, as behind a dead relu.
    """
    if shown:
        return {
            "X": np.array([[3.0, 1.0, 2.0], [9.0, 1.0, 2.0], [11.0, 5.0, 2.0], [17.0, 5.0, 2.0]]),
            "asked": np.array([[10.0, 6.0, 2.0]]),
            "gamma": np.array([[2.0, 1.0, 3.0]]),
            "beta": np.array([[0.5, 0.0, -1.0]]),
            "rmean": np.array([[0.0, 0.0, 0.0]]),
            "rvar": np.array([[1.0, 1.0, 1.0]]),
            "settings": {"mom": 0.9, "eps": 1e-5},
            "sizes": {"n": 4, "d": 3, "t": 1},
        }
    n, d, t = int(rng.choice([7, 8])), int(rng.choice([5, 6])), 2
    X = 2 * rng.randn(n, d) + 1
    X[:, -1] = 0.75
    return {
        "X": X,
        "asked": 2 * rng.randn(t, d) + 1,
        "gamma": rng.randn(1, d),
        "beta": rng.randn(1, d),
        "rmean": rng.randn(1, d),
        "rvar": 0.5 + rng.random_sample((1, d)),
        "settings": {"mom": float(rng.uniform(0.6, 0.8)), "eps": 1e-2},
        "sizes": {"n": n, "d": d, "t": t},
    }


@given
def use(function, draw):
    """One batch in training; then, with the statistics that came back, a few samples in use."""
    rmean, rvar, compared = draw["rmean"], draw["rvar"], {}
    for mode, X in (("", draw["X"]), (" in use", draw["asked"])):
        answer = function(X, draw["gamma"], draw["beta"], rmean, rvar, mode == "", **draw["settings"])
        if not isinstance(answer, tuple) or len(answer) != 3:
            raise TypeError("batchnorm_forward returns three arrays: out, rmean, rvar")
        out, rmean, rvar = answer
        compared[f"out{mode}"] = np.array(out)
        compared[f"running mean{mode}"] = np.array(rmean)
        compared[f"running var{mode}"] = np.array(rvar)
    return compared


def expected(draw):
    """From sums over the batch, and with powers in the place of roots and quotients."""
    X, n, mom, eps = draw["X"], len(draw["X"]), draw["settings"]["mom"], draw["settings"]["eps"]
    mean = np.ones((1, n)) @ X / n
    var = np.ones((1, n)) @ (X - mean) ** 2 / n
    rmean = draw["rmean"] + (1 - mom) * (mean - draw["rmean"])
    rvar = draw["rvar"] + (1 - mom) * (var - draw["rvar"])
    return {
        "out": draw["gamma"] * (X - mean) * (var + eps) ** -0.5 + draw["beta"],
        "running mean": rmean,
        "running var": rvar,
        "out in use": draw["gamma"] * (draw["asked"] - rmean) * (rvar + eps) ** -0.5 + draw["beta"],
        "running mean in use": rmean,
        "running var in use": rvar,
    }


def batchnorm_forward(X, gamma, beta, rmean, rvar, training, mom=0.9, eps=1e-5):
    if training:
        mu = np.mean(X, axis=0, keepdims=True)
        var = np.var(X, axis=0, keepdims=True)
        rmean = mom * rmean + (1 - mom) * mu
        rvar = mom * rvar + (1 - mom) * var
    else:
        mu, var = rmean, rvar
    out = gamma * (X - mu) / np.sqrt(var + eps) + beta
    return out, rmean, rvar
