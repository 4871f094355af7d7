"""Write numerical_gradient: compared with the analytic gradient of a linear model under mse_loss."""

import numpy as np
from exercise import given
from neural_network import mse_loss


def draw(rng, shown):
    n, d = (6, 2) if shown else (7, 3)
    return {
        "sizes": {"n": n, "d": d},
        "X": rng.randn(n, d),
        "y": rng.randn(n, 1),
        "params": {"W": rng.randn(d, 1), "b": rng.randn(1, 1)},
    }


@given
def forward(X, params):
    return X @ params["W"] + params["b"]


@given
def use(function, draw):
    params = draw["params"]
    before = {name: array.copy() for name, array in params.items()}
    answer = dict(function(draw["X"], draw["y"], params, mse_loss, forward))
    kept = [np.array_equal(params[name], before[name]) for name in before]
    return {**answer, "params unchanged": np.array(kept)}


def expected(draw):
    X, params = draw["X"], draw["params"]
    error = X @ params["W"] + params["b"] - draw["y"]
    n = len(X)
    kept = np.array([True, True])
    return {"W": 2 * X.T @ error / n, "b": 2 * error.mean(keepdims=True), "params unchanged": kept}


def numerical_gradient(X, y, params, loss_fn, forward_fn, h=1e-2):
    gradients = {}
    for name, array in params.items():
        gradient = np.zeros(array.shape)
        for index in np.ndindex(array.shape):
            keep = array[index]
            array[index] = keep + h
            up = loss_fn(forward_fn(X, params), y)
            array[index] = keep - h
            down = loss_fn(forward_fn(X, params), y)
            array[index] = keep
            gradient[index] = (up - down) / (2 * h)
        gradients[name] = gradient
    return gradients
