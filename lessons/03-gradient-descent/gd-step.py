"""One step of gradient descent for any dict of parameters, without touching anybody's array."""

import numpy as np


def draw(rng, shown):
    """Parameters and gradients under the same keys: two arrays on the shown data, three on hidden data."""
    if shown:
        return {
            "params": {"W": np.array([[1.0], [-2.0]]), "b": np.array([[0.5]])},
            "grads": {"W": np.array([[4.0], [-1.0]]), "b": np.array([[2.0]])},
            "lr": 0.1,
            "sizes": {"d": 2, "k": 1},
        }
    d, k = int(rng.choice([4, 5])), 3
    shapes = {"W1": (d, k), "b1": (1, k), "scale": (k,)}
    return {
        "params": {name: rng.randn(*shape) for name, shape in shapes.items()},
        "grads": {name: rng.randn(*shape) for name, shape in shapes.items()},
        "lr": float(rng.uniform(0.2, 0.4)),
        "sizes": {"d": d, "k": k},
    }


def expected(draw):
    """Entry by entry, one number at a time."""
    moved = {name: np.empty(array.shape) for name, array in draw["params"].items()}
    for name, array in moved.items():
        for index in np.ndindex(array.shape):
            array[index] = draw["params"][name][index] - draw["lr"] * draw["grads"][name][index]
    return moved


def gd_step(params, grads, lr):
    moved = {}
    for name in params:
        moved[name] = params[name] - lr * grads[name]
    return moved
