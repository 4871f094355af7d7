"""Clipping: gradients that are too long are shortened together; short ones and zeros stay."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """Three dicts of gradients: a long one, one that is short enough, one of zeros; and the length c."""
    if shown:
        return {
            "long": {"W": np.array([[3.0], [4.0]]), "b": np.array([[12.0]])},
            "short": {"W": np.array([[0.6], [-0.8]]), "b": np.array([[0.0]])},
            "zero": {"W": np.zeros((2, 1)), "b": np.zeros((1, 1))},
            "c": 2.6,
            "sizes": {"d": 2},
        }
    d, h = int(rng.choice([4, 5])), 3
    shapes = {"W1": (d, h), "b1": (1, h), "scale": (h,)}
    c = float(rng.uniform(1.5, 2.0))
    long = {name: rng.randn(*shape) for name, shape in shapes.items()}
    long["b1"] = 3 * long["b1"]
    return {
        "long": with_length(long, 6 * c),
        "short": with_length({name: rng.randn(*shape) for name, shape in shapes.items()}, 0.5 * c),
        "zero": {name: np.zeros(shape) for name, shape in shapes.items()},
        "c": c,
        "sizes": {"d": d, "h": h},
    }


def with_length(grads, length):
    """The same directions, of that joint length."""
    found = np.linalg.norm(np.concatenate([g.ravel() for g in grads.values()]))
    return {name: g * length / found for name, g in grads.items()}


@given
def use(function, draw):
    """Three calls; each answer becomes one row of numbers under the name of its case."""
    rows = {}
    for case in ("long", "short", "zero"):
        answer = function(draw[case], draw["c"])
        if not isinstance(answer, dict) or answer.keys() != draw[case].keys():
            raise TypeError("clip_by_global_norm returns a dict with the keys of grads")
        rows[case] = np.concatenate([np.ravel(answer[name]) for name in draw[case]])
    return rows


def expected(draw):
    """The length of one long row of all entries; only the long gradients change."""
    rows = {
        case: np.concatenate([g.ravel() for g in draw[case].values()]) for case in ("long", "short", "zero")
    }
    rows["long"] *= draw["c"] / np.linalg.norm(rows["long"])
    return rows


def clip_by_global_norm(grads, c):
    length = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    scale = c / length if length > c else 1.0
    clipped = {}
    for name, g in grads.items():
        clipped[name] = g * scale
    return clipped
