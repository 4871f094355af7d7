"""The largest relative difference of two arrays, with a floor, against a loop over plain numbers."""

import numpy as np
from exercise import given

FLOOR = 1e-8


def draw(rng, shown):
    """Pairs of arrays under the name of what they probe. Shown: short rows; hidden: arrays (r, c)."""
    if shown:
        pairs = {
            "nearly equal": (np.array([1.0, 2.0]), np.array([1.0, 2.0002])),
            "both zero": (np.zeros(2), np.zeros(2)),
            "dust": (np.array([1e-12]), np.array([-1e-12])),
            "one entry off": (np.array([0.0, 3.0]), np.array([1e-3, 3.0])),
        }
        return {**paired(pairs), "sizes": {"r": 2, "c": 1}}
    r, c = int(rng.choice([4, 5])), 3
    near, far = rng.uniform(0.5, 2, size=(2, r, c)) * rng.choice([-1.0, 1.0], size=(2, r, c))
    dust = 1e-11 * rng.uniform(1, 9, size=(r, c))
    small, wrong = 0.003 * far, far.copy()
    small[0, 0] = 3.0
    wrong[r - 1, 0] = 0.0
    hidden_behind = small.copy()
    hidden_behind[1, 2] *= 1.5
    pairs = {
        "nearly equal": (near, near * (1 + 1e-4 * rng.uniform(1, 9, size=(r, c)))),
        "both zero": (np.zeros((r, c)), np.zeros((r, c))),
        "dust": (dust, dust * rng.uniform(-1, 0, size=(r, c))),
        "one entry off": (small, hidden_behind),
        "measured zero": (far, wrong),
    }
    return {**paired(pairs), "sizes": {"r": r, "c": c}}


def paired(pairs):
    """Two dicts with the names of `pairs`: the analytic arrays, the numeric ones."""
    return {
        "analytic": {name: analytic for name, (analytic, _) in pairs.items()},
        "numeric": {name: numeric for name, (_, numeric) in pairs.items()},
    }


@given
def use(function, draw):
    """One distance for every pair."""
    return {name: function(analytic, draw["numeric"][name]) for name, analytic in draw["analytic"].items()}


def expected(draw):
    """Entry by entry, with plain numbers."""
    return {
        name: max(map(distance, analytic.ravel(), draw["numeric"][name].ravel()))
        for name, analytic in draw["analytic"].items()
    }


def distance(a, m):
    """|a - m| over the larger size, both plain numbers."""
    return float(abs(a - m)) / max(float(abs(a)), float(abs(m)), FLOOR)


def rel_error(analytic, numeric):
    difference = np.abs(analytic - numeric)
    scale = np.maximum(np.maximum(np.abs(analytic), np.abs(numeric)), 1e-8)
    return np.max(difference / scale)
