"""One sigmoid neuron with cross-entropy; the AND gate is what is seen and what is trained."""

import numpy as np
from neural_network import bce_with_logits, sigmoid

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND = np.array([[0.0], [0.0], [0.0], [1.0]])


def draw(rng, shown):
    """X (n, d), labels y (n, 1), W (d, 1), b (1, 1)."""
    if shown:
        return {
            "X": CORNERS,
            "y": AND,
            "params": {"W": np.array([[0.5], [1.0]]), "b": np.array([[-0.5]])},
            "sizes": {"n": 4, "d": 2},
        }
    n, d = int(rng.choice([7, 9])), int(rng.choice([3, 5]))
    y = (rng.rand(n, 1) > 0.5).astype(float)
    y[:2, 0] = 0.0, 1.0  # both classes are always there
    return {
        "X": rng.randn(n, d),
        "y": y,
        "params": {"W": 0.5 * rng.randn(d, 1), "b": rng.uniform(0.2, 0.7, size=(1, 1))},
        "sizes": {"n": n, "d": d},
    }


def curve_data(rng):
    """The AND gate from the start W = 0, b = 0."""
    return {
        "X": CORNERS,
        "y": AND,
        "params": {"W": np.zeros((2, 1)), "b": np.zeros((1, 1))},
        "sizes": {"n": 4, "d": 2},
    }


def loss(params, draw):
    """Mean cross-entropy of sigmoid(Z), computed from Z: a diverging curve is shown as far as it goes."""
    return bce_with_logits(draw["X"] @ params["W"] + params["b"], draw["y"])


def perceptron_gradients(X, y, params):
    A = sigmoid(X @ params["W"] + params["b"])
    dZ = (A - y) / len(X)
    return {"W": X.T @ dZ, "b": np.sum(dZ, axis=0, keepdims=True)}
