"""A sigmoid for every float: right in both tails, and without a floating-point complaint."""

import math

import numpy as np
from exercise import given


def draw(rng, shown):
    """Middle scores (n, k), left-tail scores (m,), and the far ends of the floats."""
    if shown:
        middle = np.array([[0.0, 1.0, -1.0], [5.0, -5.0, 2.0]])
        left = np.array([-30.0, -33.0, -36.0, -38.0])
        sizes = {"n": 2, "k": 3, "m": 4}
    else:
        n, k, m = int(rng.choice([5, 6])), 7, 8
        middle, left = 3 * rng.randn(n, k), rng.uniform(-45, -30, size=m)
        sizes = {"n": n, "k": k, "m": m}
    return {"middle": middle, "left": left, "ends": np.array([-1e4, -1000.0, 1000.0, 1e4]), "sizes": sizes}


@given
def use(function, draw):
    """Three regions, each on its own scale, and what the floating point had to say at the far ends."""
    values = {name: function(draw[name]) for name in ("middle", "left", "ends")}
    complaints = set()
    with np.errstate(
        over="call", divide="call", invalid="call", call=lambda kind, flag: complaints.add(kind)
    ):
        function(draw["ends"])
    no_nan = np.array("invalid value" not in complaints)
    return {**values, "no overflow": np.array("overflow" not in complaints), "no inf / inf": no_nan}


def expected(draw):
    """One number at a time, through the logarithm: -log sigmoid(z) = log(1 + exp(-z))."""

    def exact(z):
        return math.exp(z - math.log1p(math.exp(z))) if z < 0 else math.exp(-math.log1p(math.exp(-z)))

    values = {
        name: np.array([exact(z) for z in draw[name].ravel()]).reshape(draw[name].shape)
        for name in ("middle", "left", "ends")
    }
    return {**values, "no overflow": np.array(True), "no inf / inf": np.array(True)}


def stable_sigmoid(Z):
    e = np.exp(-np.abs(Z))
    return np.where(Z >= 0, 1.0, e) / (1.0 + e)
