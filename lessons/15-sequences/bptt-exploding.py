"""What fifty steps make of a gradient: a rotation keeps its length, a factor in front of it does not."""

import numpy as np


def carried(rho, steps, angle=0.3):
    """The length of a gradient after it has gone back through `steps` linear steps, and that of the first one."""
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    Wh, dh = rho * rotation, np.array([[3.0, -4.0]])
    first = np.linalg.norm(dh)
    for _ in range(steps):
        dh = dh @ Wh.T
    return np.linalg.norm(dh) / first


def facts(rng):
    """The ratios of the choices, and of the text behind them."""
    angle = rng.uniform(0, 6)
    assert f"{carried(0.9, 50, angle):.4f}" == "0.0052"
    assert f"{carried(1.1, 50, angle):.0f}" == "117"
    assert abs(carried(1.0, 50, angle) - 1) < 1e-12
    assert abs(carried(0.9, 1, angle) - 0.9) < 1e-12
    assert abs(carried(1.1, 1, angle) - 1.1) < 1e-12
    assert [round(50 * rho) for rho in (0.9, 1.1)] == [45, 55]
    assert carried(1.1, 50) / carried(0.9, 50) > 20_000
    assert f"{carried(0.99, 50):.2f}" == "0.61"
    assert f"{carried(1.01, 50):.2f}" == "1.64"
