"""The shapes of four gradients of a linear layer, measured."""

import numpy as np
from neural_network import mse_loss, numerical_gradient


def facts(rng):
    """Every measured gradient has the shape of its variable, also that of the layer's output."""
    Y = rng.randn(5, 2)
    params = {"X": rng.randn(5, 3), "W": rng.randn(3, 2), "b": rng.randn(1, 2)}
    slopes = numerical_gradient(Y, Y, params, mse_loss, lambda _, p: p["X"] @ p["W"] + p["b"])
    assert slopes["X"].shape == (5, 3)
    assert slopes["W"].shape == (3, 2)
    assert slopes["b"].shape == (1, 2)
    outputs = {"Z": params["X"] @ params["W"] + params["b"]}
    assert outputs["Z"].shape == (5, 2)
    upstream = numerical_gradient(Y, Y, outputs, mse_loss, lambda _, p: p["Z"])["Z"]
    assert upstream.shape == (5, 2)
    assert np.allclose(upstream.sum(axis=0, keepdims=True), slopes["b"])
    # The message about (2,): it broadcasts against (1, 2), and the result is right by its shape.
    assert (params["b"] - 0.1 * upstream.sum(axis=0)).shape == (1, 2)
    # The message about (5, 2) for b: the step runs, and b is no longer a bias.
    assert (params["b"] - 0.1 * upstream).shape == (5, 2)
