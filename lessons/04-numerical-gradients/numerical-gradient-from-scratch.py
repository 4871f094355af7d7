"""The learner's own gradient checker, against exact slopes, on two models of different shapes."""

import numpy as np
from exercise import given
from neural_network import half_mse_loss, mse_loss


def draw(rng, shown):
    """X (n, d), y (n, k); a line with W (d, k), b (1, k); a growth curve with rate (d,), scale (1,)."""
    if shown:
        return {
            "X": np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]]),
            "y": np.array([[1.0], [2.0], [3.0]]),
            "params": {"W": np.array([[0.5], [0.5]]), "b": np.array([[0.0]])},
            "growth": {"rate": np.array([0.3, -0.2]), "scale": np.array([0.7])},
            "wide": 0.5,
            "sizes": {"n": 3, "d": 2, "k": 1},
        }
    n, d, k = int(rng.choice([6, 7])), 4, 5
    return {
        "X": rng.uniform(-1, 1, size=(n, d)),
        "y": 0.5 * rng.randn(n, k),
        "params": {"W": 0.5 * rng.randn(d, k), "b": 0.5 * rng.randn(1, k)},
        "growth": {"rate": 0.5 * rng.randn(d), "scale": rng.uniform(0.4, 0.9, size=1)},
        "wide": 0.5,
        "sizes": {"n": n, "d": d, "k": k},
    }


@given
def linear_forward(X, params):
    """A straight line: X (n, d), W (d, k), b (1, k) -> (n, k)."""
    return X @ params["W"] + params["b"]


@given
def growth_forward(X, params):
    """Exponential growth: X (n, d), rate (d,), scale (1,) -> (n,)."""
    return params["scale"] * np.exp(X @ params["rate"])


@given
def slopes_and_state(function, X, y, params, *model):
    """The measured slopes, and entry by entry whether the parameters are as they were before."""
    moved = {name: p.copy() for name, p in params.items()}
    slopes = function(X, y, moved, *model)
    if not isinstance(slopes, dict):
        raise TypeError(f"numerical_gradient must return a dict, not {type(slopes).__name__}")
    return {**slopes, **{f"{name} unchanged": moved[name] == p for name, p in params.items()}}


@given
def use(function, draw):
    """One call with the default h on the line, one with a wide h and another loss on the growth curve."""
    X, y = draw["X"], draw["y"]
    line = slopes_and_state(function, X, y, draw["params"], mse_loss, linear_forward)
    growth = slopes_and_state(
        function, X, y[:, 0], draw["growth"], half_mse_loss, growth_forward, draw["wide"]
    )
    return {**line, **growth}


def expected(draw):
    """The line: the analytic gradient, which a central difference of a parabola meets at any h.

    The growth curve: the central difference worked out, exp(z + hx) - exp(z - hx) = 2 exp(z) sinh(hx),
    so that a step other than the one asked for shows.
    """
    X, y, W, b = draw["X"], draw["y"], draw["params"]["W"], draw["params"]["b"]
    error = X @ W + b - y
    rate, scale, h = draw["growth"]["rate"], draw["growth"]["scale"], draw["wide"]
    grown, target = np.exp(X @ rate)[:, None], y[:, :1]
    first, second = np.sinh(h * X) / h, np.sinh(2 * h * X) / (2 * h)
    unchanged = {f"{name} unchanged": np.ones(p.shape, bool) for name, p in draw["params"].items()}
    unchanged |= {f"{name} unchanged": np.ones(p.shape, bool) for name, p in draw["growth"].items()}
    return {
        "W": 2 * X.T @ error / error.size,
        "b": 2 * np.sum(error, axis=0, keepdims=True) / error.size,
        "rate": np.mean((scale * grown) ** 2 * second - scale * target * grown * first, axis=0),
        "scale": np.mean((scale * grown - target) * grown, axis=0),
        **unchanged,
    }


def numerical_gradient(X, y, params, loss_fn, forward_fn, h=1e-4):
    grads = {}
    for name, p in params.items():
        grad = np.zeros_like(p)
        for i in np.ndindex(p.shape):
            keep = p[i]
            p[i] = keep + h
            up = loss_fn(forward_fn(X, params), y)
            p[i] = keep - h
            down = loss_fn(forward_fn(X, params), y)
            p[i] = keep
            grad[i] = (up - down) / (2 * h)
        grads[name] = grad
    return grads
