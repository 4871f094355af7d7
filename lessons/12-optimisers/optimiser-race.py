"""Four optimisers in the long valley L = (x^2 + 50 y^2) / 2, from (1, 0.7), at one rate."""

import numpy as np
from neural_network import adam_step, momentum_update, rmsprop_step

CURVATURE = np.array([1.0, 50.0])
NAMES = ("descent", "momentum", "RMSProp", "Adam")
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.02, 0.03, 0.039, 0.05, 0.1, 0.2)
LOWEST, HIGHEST = 1e-8, 1e2  # of what is drawn; beyond is said to be there
MARK = 1e-6  # a race is over when the loss stays below it


def race(rates, steps):
    """The losses of all four at each of the rates, an array (4, number of rates, steps + 1)."""
    lr = np.reshape(rates, (-1, 1))
    points = {name: np.tile([1.0, 0.7], (len(lr), 1)) for name in NAMES}
    velocity, s, m, v = (np.zeros((len(lr), 2)) for _ in range(4))
    losses = np.empty((len(NAMES), len(lr), steps + 1))
    with np.errstate(all="ignore"):  # some of them explode
        for step in range(steps + 1):
            slopes = {name: CURVATURE * w for name, w in points.items()}
            losses[:, :, step] = [np.sum(slopes[name] * points[name], axis=1) / 2 for name in NAMES]
            velocity, update = momentum_update(velocity, slopes["momentum"], 0.9, lr)
            rms, s = rmsprop_step(points["RMSProp"], slopes["RMSProp"], s, lr)
            adam, m, v = adam_step(points["Adam"], slopes["Adam"], m, v, step + 1, lr)
            points = {
                "descent": points["descent"] - lr * slopes["descent"],
                "momentum": points["momentum"] + update,
                "RMSProp": rms,
                "Adam": adam,
            }
    return losses


def series(value):
    """Four loss curves over 800 steps at the slider's rate."""
    losses = race([value], 800)[:, 0, ::4]
    drawn = np.clip(np.where(np.isfinite(losses), losses, HIGHEST), LOWEST, HIGHEST)
    return {"step": np.arange(0.0, 801.0, 4.0), **dict(zip(NAMES, drawn, strict=True))}


def needed(losses):
    """The step from which on the loss stays below the mark, None when it does not within these steps."""
    above = np.flatnonzero(~(losses < MARK))
    return None if above[-1] == len(losses) - 1 else int(above[-1]) + 1


def facts(rng):
    """Three of them settle at some rate, RMSProp at none: it ends at 6.375 times the square of its rate."""
    losses = race(RATES, 3000)
    found = {
        name: {rate: needed(curve) for rate, curve in zip(RATES, curves, strict=True)}
        for name, curves in zip(NAMES, losses, strict=True)
    }
    best = {
        name: min((steps, rate) for rate, steps in rates.items() if steps)
        for name, rates in found.items()
        if any(rates.values())
    }
    assert best == {"descent": (170, 0.039), "momentum": (152, 0.003), "Adam": (149, 0.05)}
    assert [rate for rate in RATES if found["descent"][rate]] == [0.003, 0.01, 0.02, 0.03, 0.039]
    assert [rate for rate in RATES if found["momentum"][rate]] == [0.0003, 0.001, *RATES[3:9]]
    assert [rate for rate in RATES if found["Adam"][rate]] == list(RATES[2:])
    for rate, curve in zip(RATES[2:], losses[2, 2:], strict=True):
        assert abs(curve[-1] / (6.375 * rate**2) - 1) < 1e-3
