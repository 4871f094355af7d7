"""The gradient of a bias that a batch normalisation takes away again: dust on both sides."""

import numpy as np
from neural_network import batch_norm, layer_norm, numerical_gradient


def gradients(rng):
    """The formula's and the measured gradient of b, shape (1, 2) each, for X (8, 3) and W (3, 2)."""
    X, G = rng.randn(8, 3), rng.randn(8, 2)
    params = {"W": rng.randn(3, 2), "b": rng.randn(1, 2)}

    def layers(X, params):
        return batch_norm(X @ params["W"] + params["b"], 1.0, 0.0)[0]

    measured = numerical_gradient(X, G, params, lambda out, G: np.sum(out * G), layers)["b"]
    Z = X @ params["W"] + params["b"]
    xhat, _, var = batch_norm(Z, 1.0, 0.0)
    dZ = (8 * G - G.sum(axis=0) - xhat * (G * xhat).sum(axis=0)) / (8 * np.sqrt(var + 1e-5))
    return dZ.sum(axis=0, keepdims=True), measured


def relative(a, m, floor):
    """The largest relative difference, entry by entry."""
    return np.max(np.abs(a - m) / np.maximum(np.maximum(np.abs(a), np.abs(m)), floor))


def facts(rng):
    """Both are rounding and nothing else; a shift of the column changes no output of batch norm."""
    false_reds = 0
    for _ in range(10):
        analytic, measured = gradients(rng)
        assert np.max(np.abs(analytic)) < 1e-14
        assert np.max(np.abs(measured)) < 1e-10
        assert relative(analytic, measured, 1e-8) < 1e-2
        false_reds += relative(analytic, measured, 1e-300) > 0.9
    assert false_reds > 5
    x = np.array([[3.0], [9.0], [11.0], [17.0]])
    assert np.allclose(batch_norm(x, 1.0, 0.0)[0], batch_norm(x + 5, 1.0, 0.0)[0], rtol=1e-14)
    row, bias = np.array([[3.0, 9.0, 11.0, 17.0]]), np.array([[5.0, 0.0, 0.0, 0.0]])
    assert not np.allclose(layer_norm(row, 1.0, 0.0), layer_norm(row + bias, 1.0, 0.0), rtol=1e-2)
