"""Small problems with a loss and a hand-written gradient, from which the tests build right and wrong
answers.
"""

from dataclasses import dataclass, field

import numpy as np

from tui_tutor.neural_network import mse_loss, one_hot, softmax, softmax_cross_entropy


@dataclass
class Problem:
    """Data, parameters, a loss and its right gradient. `scale` multiplies the loss."""

    params: dict
    loss: object
    gradient: object
    inputs: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)

    def right(self):
        return self.gradient(self.params)

    def scaled(self, factor):
        return Problem(
            self.params,
            lambda p: factor * self.loss(p),
            lambda p: {name: factor * g for name, g in self.gradient(p).items()},
            self.inputs,
            self.sizes,
        )


def article():
    """The article's worked example: a line through four points, the right gradient with its 2."""
    X, y = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([[3.0], [5.0], [7.0], [9.0]])

    def loss(p):
        return mse_loss(X @ p["W"] + p["b"], y)

    def gradient(p):
        error = X @ p["W"] + p["b"] - y
        return {"W": 2 * X.T @ error / 4, "b": 2 * np.mean(error, keepdims=True)}

    return Problem(
        {"W": np.array([[1.0]]), "b": np.array([[0.5]])}, loss, gradient, {"X": X, "y": y}, {"n": 4}
    )


def linear(seed=0, n=5, d=3, k=2):
    """Linear regression with k outputs, b of shape (1, k)."""
    random = np.random.RandomState(seed)
    X, y = random.randn(n, d), random.randn(n, k)

    def loss(p):
        return np.sum((X @ p["W"] + p["b"] - y) ** 2) / n

    def gradient(p):
        D = 2 * (X @ p["W"] + p["b"] - y) / n
        return {"W": X.T @ D, "b": D.sum(axis=0, keepdims=True)}

    params = {"W": 0.5 * random.randn(d, k), "b": 0.5 * random.randn(1, k)}
    return Problem(params, loss, gradient, {"X": X, "y": y}, {"n": n, "d": d, "k": k})


def network(seed=0, n=6, d=4, h=5, k=3, activation="tanh"):
    """Two layers, softmax and cross-entropy."""
    random = np.random.RandomState(seed)
    X, Y = random.randn(n, d), one_hot(random.randint(0, k, n), k)
    act = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}[activation]
    slope = {"tanh": lambda z: 1 - np.tanh(z) ** 2, "relu": lambda z: (z > 0).astype(float)}[activation]

    def loss(p):
        return softmax_cross_entropy(act(X @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"], Y)

    def gradient(p):
        z = X @ p["W1"] + p["b1"]
        a = act(z)
        dZ2 = (softmax(a @ p["W2"] + p["b2"]) - Y) / n
        dZ1 = dZ2 @ p["W2"].T * slope(z)
        return {"W1": X.T @ dZ1, "b1": dZ1.sum(axis=0), "W2": a.T @ dZ2, "b2": dZ2.sum(axis=0)}

    params = {
        "W1": 0.5 * random.randn(d, h),
        "b1": 0.5 * random.randn(h),
        "W2": 0.5 * random.randn(h, k),
        "b2": 0.5 * random.randn(k),
    }
    return Problem(params, loss, gradient, {"X": X, "Y": Y}, {"n": n, "d": d, "h": h, "k": k})
