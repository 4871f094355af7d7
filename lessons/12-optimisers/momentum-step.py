"""Momentum in the form of the blog series: the rate and the minus are inside the velocity."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """Gradients of several steps and a velocity of zeros: (d,) on the shown data, (d, k) on hidden data."""
    if shown:
        return {
            "velocity": np.zeros(2),
            "gradients": [np.array([1.0, -2.0]), np.array([0.5, 2.0]), np.array([-2.0, -2.0])],
            "mu": 0.8,
            "lr": 0.5,
            "sizes": {"d": 2},
        }
    d, k = int(rng.choice([4, 5])), 3
    return {
        "velocity": np.zeros((d, k)),
        "gradients": [rng.randn(d, k) for _ in range(3)],
        "mu": float(rng.uniform(0.6, 0.75)),
        "lr": float(rng.uniform(0.05, 0.2)),
        "sizes": {"d": d, "k": k},
    }


@given
def use(function, draw):
    """One step after the other; each gets the velocity that the one before returned."""
    velocity, compared = draw["velocity"], {}
    for step, gradient in enumerate(draw["gradients"], 1):
        answer = function(velocity, gradient, draw["mu"], draw["lr"])
        if not isinstance(answer, tuple) or len(answer) != 2:
            raise TypeError("momentum_update returns two arrays: velocity, update")
        velocity, update = answer
        compared[f"update {step}"] = np.array(update)
    return {**compared, "velocity": np.array(velocity)}


def expected(draw):
    """Every update as the sum of all gradients so far, the older the fainter."""
    updates = {}
    for step in range(1, len(draw["gradients"]) + 1):
        fading = draw["mu"] ** np.arange(step - 1, -1, -1)
        updates[f"update {step}"] = -draw["lr"] * np.tensordot(fading, draw["gradients"][:step], axes=1)
    return {**updates, "velocity": updates[f"update {len(updates)}"]}


def momentum_update(velocity, gradient, mu, lr):
    velocity = mu * velocity - lr * gradient
    return velocity, velocity
