"""The complex step on four functions with known derivatives."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """Points x (m,), and a step that is long enough to show its error."""
    if shown:
        return {"points": np.array([0.7, 1.1]), "wide": 0.1, "sizes": {"points": 2}}
    return {
        "points": rng.uniform(0.4, 1.4, size=5),
        "wide": float(rng.uniform(0.2, 0.4)),
        "sizes": {"points": 5},
    }


@given
def bump(z):
    """exp(z) sin(3z) / (1 + z^2)."""
    return np.exp(z) * np.sin(3 * z) / (1 + z * z)


@given
def falling(z):
    """exp(-z) / z: its derivative is negative for z > 0."""
    return np.exp(-z) / z


@given
def lifted(z):
    """A small slope on a large value."""
    return 1e6 + np.sin(z)


@given
def use(function, draw):
    """Three functions with the default step, one with a wide one; each at every point."""
    points, wide = [float(x) for x in draw["points"]], draw["wide"]
    return {
        "bump": np.array([function(bump, x) for x in points]),
        "falling": np.array([function(falling, x) for x in points]),
        "lifted": np.array([function(lifted, x) for x in points]),
        "exp, wide step": np.array([function(np.exp, x, wide) for x in points]),
    }


def expected(draw):
    """The derivatives by hand; with a wide step, Im exp(x + ih) / h = exp(x) sin(h) / h."""
    x, h = draw["points"], draw["wide"]
    square = 1 + x * x
    return {
        "bump": np.exp(x)
        * ((np.sin(3 * x) + 3 * np.cos(3 * x)) / square - 2 * x * np.sin(3 * x) / square**2),
        "falling": -np.exp(-x) * (1 / x + 1 / x**2),
        "lifted": np.cos(x),
        "exp, wide step": np.exp(x) * np.sin(h) / h,
    }


def complex_derivative(f, x, h=1e-30):
    return f(x + 1j * h).imag / h
