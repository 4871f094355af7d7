"""The central difference of a function of one number, against its exact value in closed form."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """A point and some steps. The exact values below hold for every step, so large ones are welcome."""
    if shown:
        return {"x": 1.0, "steps": np.array([0.1, 0.01, 0.001]), "sizes": {"steps": 3}}
    steps = np.exp(rng.uniform(np.log(0.01), np.log(0.8), size=4))
    return {"x": float(rng.uniform(0.3, 0.9)), "steps": steps, "sizes": {"steps": 4}}


@given
def cubic(x):
    """x^3 - 2x: its third derivative is 6 everywhere."""
    return x**3 - 2 * x


@given
def use(function, draw):
    """Measures three functions at one point, once for every step."""
    return {
        "exp": np.array([function(np.exp, draw["x"], h) for h in draw["steps"]]),
        "sin": np.array([function(np.sin, draw["x"], h) for h in draw["steps"]]),
        "cubic": np.array([function(cubic, draw["x"], h) for h in draw["steps"]]),
    }


def expected(draw):
    """Addition theorems and the binomial formula: the central difference without taking a difference."""
    x, h = draw["x"], draw["steps"]
    return {
        "exp": np.exp(x) * np.sinh(h) / h,
        "sin": np.cos(x) * np.sin(h) / h,
        "cubic": 3 * x**2 - 2 + h**2,
    }


def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)
