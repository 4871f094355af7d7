"""How far off the numerical gradient of logistic regression is, for steps from 1 down to 1e-12."""

import numpy as np
from neural_network import binary_cross_entropy, numerical_gradient, sigmoid

X, Y = np.array([[0.5], [1.5], [2.5]]), np.array([[0.0], [0.0], [1.0]])
POWERS = np.arange(0, -13, -1)  # of ten
UNIT = 1.1e-16  # half the distance between 1 and the next float
FLOOR = 1e-17  # an error of exactly 0 has no place on a logarithmic axis


def forward(X, params):
    """X (n, 1), W (1, 1), b (1, 1) -> probabilities (n, 1)."""
    return sigmoid(X @ params["W"] + params["b"])


def error(h, W=0.7, b=-0.3):
    """The distance of the measured slope for W from X.T (A - y) / n."""
    params = {"W": np.array([[W]]), "b": np.array([[b]])}
    exact = X.T @ (forward(X, params) - Y) / 3
    measured = numerical_gradient(X, Y, params, binary_cross_entropy, forward, h)["W"]
    return abs(measured - exact).item()


def loss_and_third_derivative():
    """L, and its third derivative in W: the mean of x^3 A (1 - A) (1 - 2 A)."""
    A = sigmoid(0.7 * X - 0.3)
    return binary_cross_entropy(A, Y), np.mean(X**3 * A * (1 - A) * (1 - 2 * A))


def series(value):
    """The measured error and the formula's two parts, from h = 1 down to the slider's value."""
    loss, third = loss_and_third_derivative()
    shown = POWERS[np.log10(value) - 0.5 < POWERS]
    steps = 10.0**shown
    return {
        "log10 h": shown.astype(float),
        "off by": np.maximum([error(h) for h in steps], FLOOR),
        "bend": steps**2 / 6 * abs(third),
        "rounding": UNIT * loss / steps,
    }


def facts(rng):
    """Slope 2 on the right, about -1 on the left, the bottom near 7e-6, and none at W = b = 0."""
    found = {power: error(10.0**power) for power in POWERS}
    loss, third = loss_and_third_derivative()
    bottom = (3 * UNIT * loss / abs(third)) ** (1 / 3)
    assert 6e-6 < bottom < 8e-6
    assert min(found, key=found.get) in (-5, -6)
    for power in (-1, -2, -3):
        assert 80 < found[power] / found[power - 1] < 120
    for power, told in ((0, 8e-2), (-1, 1e-3), (-2, 1e-5), (-3, 1e-7), (-4, 1e-9), (-5, 1e-11)):
        assert told / 2 < found[power] < 2 * told
    for power, told in ((-8, 2e-8), (-10, 2e-7), (-12, 5e-6)):
        assert told / 20 < found[power] < 20 * told
    assert found[-12] > 1000 * found[-6]
    assert error(1.0, W=0.0, b=0.0) < 1e-13
