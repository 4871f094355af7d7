"""How far off the numerical gradient of linear regression is, for steps from 1e-16 up to 100."""

import numpy as np
from neural_network import mse_loss, numerical_gradient

POWERS = np.arange(-16, 3)  # of ten
FLOOR = 1e-17  # an error of exactly 0 has no place on a logarithmic axis


def forward(X, params):
    """X (n, 1), W (1, 1), b (1, 1) -> (n, 1)."""
    return X @ params["W"] + params["b"]


def errors(h):
    """The distances of the measured slopes from the true ones, dW = -4 and db = -2.5."""
    X, y = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])
    params = {"W": np.array([[1.5]]), "b": np.array([[0.5]])}
    slopes = numerical_gradient(X, y, params, mse_loss, forward, h)
    return abs(slopes["W"].item() + 4), abs(slopes["b"].item() + 2.5)


def series(value):
    """The error curves from h = 1e-16 up to the slider's value, over the power of ten that h is."""
    shown = POWERS[np.log10(value) + 0.5 > POWERS]
    found = np.maximum([errors(10.0**power) for power in shown], FLOOR)
    return {"log10 h": shown.astype(float), "W": found[:, 0], "b": found[:, 1]}


def facts(rng):
    """No truncation at any h, rounding that grows as h shrinks, nothing left at 1e-16."""
    error = {power: max(errors(10.0**power)) for power in range(2, -17, -1)}
    assert error[2] < 1e-13
    assert error[0] < 1e-13
    assert error[-2] < 1e-12
    assert error[-2] < error[-4] < 1e-10
    assert 1e-11 < error[-6] < 1e-8
    assert error[-6] < error[-12] < 1e-2
    assert errors(1e-16) == (4.0, 2.5)
    assert 1.5 + 1e-16 == 1.5
