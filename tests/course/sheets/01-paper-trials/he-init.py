"""He initialisation. A generator does not cross the wall: `use` makes one from a seed."""

import numpy as np
from exercise import given


def draw(rng, shown):
    fan_in, fan_out = (50, 20) if shown else (30, 40)
    return {"seed": int(rng.randint(1, 1000)), "fan_in": fan_in, "fan_out": fan_out}


@given
def use(function, draw):
    return {"W": function(np.random.RandomState(draw["seed"]), draw["fan_in"], draw["fan_out"])}


def expected(draw):
    standard = np.random.RandomState(draw["seed"]).randn(draw["fan_in"], draw["fan_out"])
    return {"W": standard / np.sqrt(draw["fan_in"] / 2)}


def he_init(rng, fan_in, fan_out):
    return rng.randn(fan_in, fan_out) * np.sqrt(2 / fan_in)
