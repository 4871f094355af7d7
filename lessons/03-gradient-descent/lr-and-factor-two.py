"""Descent on five points of a line, with half of the gradient and with all of it."""

import numpy as np
from neural_network import mse_loss


def trained(factor, steps):
    """The losses on X = 1..5, y = 2x + 1 from zero at rate 0.1; the gradient is factor * X.T @ E / n."""
    X = np.arange(1.0, 6.0).reshape(5, 1)
    y = 2 * X + 1
    W, b, losses = np.zeros((1, 1)), np.zeros((1, 1)), []
    for _ in range(steps):
        E = X @ W + b - y
        losses.append(mse_loss(E, 0))
        W, b = W - 0.1 * factor * X.T @ E / 5, b - 0.1 * factor * np.mean(E)
    return W, b, [*losses, mse_loss(X @ W + b, y)]


def facts(rng):
    """Half the gradient converges, the whole one diverges; the limits are 2 over the largest curvature."""
    W, b, losses = trained(1, 100)
    assert [round(value, 4) for value in losses[:4]] == [57.0, 1.94, 0.0932, 0.0303]
    assert round(losses[-1], 5) == 0.00103
    assert (round(W.item(), 2), round(b.item(), 2)) == (2.02, 0.92)
    _, _, losses = trained(2, 100)
    assert [round(value) for value in losses[:4]] == [57, 106, 198, 370]
    assert round(losses[10], -2) == 29200
    assert 6e28 < losses[-1] < 8e28
    design = np.column_stack([np.arange(1.0, 6.0), np.ones(5)])
    largest = np.linalg.eigvalsh(design.T @ design / 5)[-1]
    assert round(largest, 2) == 11.83
    assert round(2 / largest, 3) == 0.169
    assert round(2 / (2 * largest), 4) == 0.0845
