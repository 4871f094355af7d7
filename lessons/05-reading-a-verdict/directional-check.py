"""The slope of a loss along one direction, measured with two losses, and predicted by a gradient."""

import numpy as np
from exercise import given
from neural_network import mse_loss


def draw(rng, shown):
    """A line with X (n, d), Y (n, k), W (d, k), b (1, k), and a growth curve with rate (d,), scale (1,).

    `grads` is right for the line and random, that is wrong, for the growth curve.
    """
    if shown:
        n, d, k = 2, 2, 1
        X, Y = np.array([[1.0, 2.0], [3.0, -1.0]]), np.array([[1.0], [2.0]])
        line = {"W": np.array([[1.0], [1.0]]), "b": np.array([[0.0]])}
        line_v = {"W": np.array([[1.0], [1.0]]), "b": np.array([[-1.0]])}
        growth = {"rate": np.array([0.3, -0.2]), "scale": np.array([0.7])}
        growth_v = {"rate": np.array([1.0, 0.5]), "scale": np.array([-0.5])}
        growth_grads = {"rate": np.array([0.1, 0.2]), "scale": np.array([0.4])}
    else:
        n, d, k = int(rng.choice([6, 7])), 4, 3
        X, Y = rng.uniform(-1, 1, size=(n, d)), 0.5 * rng.randn(n, k)
        line, line_v = {"W": 0.5 * rng.randn(d, k), "b": 0.5 * rng.randn(1, k)}, None
        growth, growth_grads, growth_v = (
            {"rate": 0.5 * rng.randn(d), "scale": rng.uniform(0.4, 0.9, size=1)} for _ in range(3)
        )
    error = X @ line["W"] + line["b"] - Y
    grads = {"W": 2 * X.T @ error / error.size, "b": 2 * np.sum(error, axis=0, keepdims=True) / error.size}
    # Hidden directions lie near the gradient, so that the slope along them is well away from 0.
    line_v = line_v or {name: g + 0.3 * rng.randn(*g.shape) for name, g in grads.items()}
    return {
        "X": X,
        "Y": Y,
        "line": {"params": line, "grads": grads, "v": line_v},
        "growth": {"params": growth, "grads": growth_grads, "v": growth_v},
        "wide": 0.5,
        "sizes": {"n": n, "d": d, "k": k},
    }


@given
def line_loss(X, Y, params):
    """Mean squared error of X (n, d) @ W (d, k) + b (1, k)."""
    return mse_loss(X @ params["W"] + params["b"], Y)


@given
def growth_loss(X, params):
    """The mean of scale * exp(X @ rate): X (n, d), rate (d,), scale (1,)."""
    return np.mean(params["scale"] * np.exp(X @ params["rate"]))


@given
def asked(function, loss, model, *step):
    """The pair that the function returns for one model, and how many losses it asked for."""
    calls = []

    def counted(params):
        calls.append(1)
        return loss(params)

    pair = function(counted, model["params"], model["grads"], model["v"], *step)
    if not isinstance(pair, tuple | list) or len(pair) != 2:
        raise TypeError("directional must return two numbers: measured, predicted")
    return (*pair, len(calls))


@given
def use(function, draw):
    """The line with the default h, the growth curve with a wide one."""
    X, Y = draw["X"], draw["Y"]
    line = asked(function, lambda params: line_loss(X, Y, params), draw["line"])
    growth = asked(function, lambda params: growth_loss(X, params), draw["growth"], draw["wide"])
    return {
        "line measured": line[0],
        "line predicted": line[1],
        "growth measured": growth[0],
        "growth predicted": growth[1],
        "losses asked for": np.array([line[2], growth[2]]),
    }


def expected(draw):
    """The line: a parabola along v, so the measured slope is the predicted one at every h.

    The growth curve: with z = X rate and u = X v_rate, (s + h w) exp(z + hu) - (s - h w) exp(z - hu) over 2h
    is exp(z) (s sinh(hu) / h + w cosh(hu)).
    """
    line, growth, h = draw["line"], draw["growth"], draw["wide"]
    z, u = draw["X"] @ growth["params"]["rate"], draw["X"] @ growth["v"]["rate"]
    s, w = growth["params"]["scale"].item(), growth["v"]["scale"].item()
    slope = along(line["grads"], line["v"])
    return {
        "line measured": slope,
        "line predicted": slope,
        "growth measured": float(np.mean(np.exp(z) * (s * np.sinh(h * u) / h + w * np.cosh(h * u)))),
        "growth predicted": along(growth["grads"], growth["v"]),
        "losses asked for": np.array([2, 2]),
    }


def along(grads, v):
    """The sum of products over plain numbers."""
    return float(
        sum(a * b for name in grads for a, b in zip(grads[name].ravel(), v[name].ravel(), strict=True))
    )


def directional(loss, params, grads, v, h=1e-5):
    up = loss({name: params[name] + h * v[name] for name in params})
    down = loss({name: params[name] - h * v[name] for name in params})
    predicted = sum(np.sum(grads[name] * v[name]) for name in params)
    return (up - down) / (2 * h), predicted
