"""He's start for relu layers: two weight matrices in a row from one generator."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """The sizes of three layers, and the seed of the generator that the weights come from."""
    if shown:
        return {"seed": 1, "fan_in": 8, "hidden": 2, "fan_out": 3, "sizes": {"d": 8, "h": 2, "k": 3}}
    d, h, k = int(rng.choice([30, 40])), int(rng.choice([18, 20])), int(rng.choice([7, 9]))
    return {
        "seed": int(rng.randint(2, 1000)),
        "fan_in": d,
        "hidden": h,
        "fan_out": k,
        "sizes": {"d": d, "h": h, "k": k},
    }


@given
def use(function, draw):
    """The first layer's weights, then the second's, from a generator that goes on between them."""
    rng = np.random.RandomState(draw["seed"])
    return {
        "first layer": function(rng, draw["fan_in"], draw["hidden"]),
        "second layer": function(rng, draw["hidden"], draw["fan_out"]),
    }


def expected(draw):
    """One number at a time, row by row: a normal one with mean 0 and the deviation that the variance has."""
    rng = np.random.RandomState(draw["seed"])
    layers = {}
    for name, rows, columns in (
        ("first layer", draw["fan_in"], draw["hidden"]),
        ("second layer", draw["hidden"], draw["fan_out"]),
    ):
        deviation = (2.0 / rows) ** 0.5
        layers[name] = np.array([[rng.normal(0.0, deviation) for _ in range(columns)] for _ in range(rows)])
    return layers


def he_init(rng, fan_in, fan_out):
    return rng.randn(fan_in, fan_out) * np.sqrt(2 / fan_in)
