"""A function that makes a function: `use` calls what the learner returns, twice."""

import numpy as np
from exercise import given


def draw(rng, shown):
    n, d, k = (6, 4, 3) if shown else (7, 5, 2)
    return {"X": rng.randn(n, d), "W": rng.randn(d, k), "p": 0.5, "seed": int(rng.randint(1, 1000))}


@given
def use(function, draw):
    forward = function(draw["p"], draw["seed"])
    return {
        "first call": forward(draw["X"], {"W": draw["W"]}),
        "second call": forward(draw["X"], {"W": draw["W"]}),
    }


def expected(draw):
    Z = draw["X"] @ draw["W"]
    kept = Z * (np.random.RandomState(draw["seed"]).rand(*Z.shape) < draw["p"]) / draw["p"]
    return {"first call": kept, "second call": kept}


def make_forward(p, seed):
    def forward(X, params):
        Z = X @ params["W"]
        mask = (np.random.RandomState(seed).rand(*Z.shape) < p) / p
        return Z * mask

    return forward
