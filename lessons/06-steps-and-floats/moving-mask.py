"""A forward pass with dropout that holds still, so that it can be measured."""

import numpy as np
from exercise import given
from neural_network import numerical_gradient


def draw(rng, shown):
    """X (n, d), W (d, k), upstream G (n, k), the share p that stays, a seed."""
    if shown:
        return {
            "X": np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0], [2.0, 0.0, 1.0], [1.0, 1.0, 1.0]]),
            "G": np.ones((4, 2)),
            "W": np.array([[1.0, 0.5], [-1.0, 1.0], [0.5, 2.0]]),
            "moved": np.array([[0.5, 0.5], [0.5, -0.5], [1.0, 1.0]]),
            "p": 0.5,
            "seed": 3,
            "sizes": {"n": 4, "d": 3, "k": 2},
        }
    n, d, k = int(rng.choice([6, 7])), 4, 5
    return {
        "X": rng.randn(n, d),
        "G": rng.randn(n, k),
        "W": 0.5 * rng.randn(d, k),
        "moved": 0.5 * rng.randn(d, k),
        "p": 0.7,
        "seed": int(rng.randint(1, 1000)),
        "sizes": {"n": n, "d": d, "k": k},
    }


@given
def sum_of_products(output, G):
    """The loss whose slope with respect to the output is G: output and G (n, k)."""
    return np.sum(output * G)


@given
def use(function, draw):
    """One forward pass, called in turns with another one; then its measured slopes."""
    X, W, p, seed = draw["X"], draw["W"], draw["p"], draw["seed"]
    forward, other = function(p, seed), function(p, seed + 1)
    first = forward(X, {"W": W})
    return {
        "first call": first,
        "another seed": other(X, {"W": W}),
        "second call": forward(X, {"W": W}),
        "other weights": forward(X, {"W": draw["moved"]}),
        "slopes of W": numerical_gradient(X, draw["G"], {"W": W.copy()}, sum_of_products, forward)["W"],
    }


def expected(draw):
    """The mask of a seed, entry by entry; the loss is linear in W, so its slope is X.T (G * mask)."""
    X, W = draw["X"], draw["W"]
    mask = kept(draw["seed"], draw["p"], draw["G"].shape)
    return {
        "first call": np.einsum("nd,dk,nk->nk", X, W, mask),
        "another seed": np.einsum("nd,dk,nk->nk", X, W, kept(draw["seed"] + 1, draw["p"], draw["G"].shape)),
        "second call": np.einsum("nd,dk,nk->nk", X, W, mask),
        "other weights": np.einsum("nd,dk,nk->nk", X, draw["moved"], mask),
        "slopes of W": np.einsum("nd,nk,nk->dk", X, draw["G"], mask),
    }


def kept(seed, p, shape):
    """1/p where the seed's random number is below p, 0 elsewhere."""
    return np.where(np.random.RandomState(seed).random_sample(shape) < p, 1 / p, 0.0)


def make_forward(p, seed):
    def forward(X, params):
        Z = X @ params["W"]
        mask = (np.random.RandomState(seed).rand(*Z.shape) < p) / p
        return Z * mask

    return forward
