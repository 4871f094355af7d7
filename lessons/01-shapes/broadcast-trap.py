"""A column of predictions against a flat array of targets."""

import numpy as np
from neural_network import mse_loss


def facts(rng):
    """(2, 1) against (2,) becomes (2, 2), and the loss of a perfect prediction is 2."""
    y_pred, y = np.array([[3.0], [5.0]]), np.array([3.0, 5.0])
    assert (y_pred - y).tolist() == [[0.0, -2.0], [2.0, 0.0]]
    assert mse_loss(y_pred, y) == 2.0
    assert np.sum((y_pred - y) ** 2) == 8.0
    assert mse_loss(y_pred, y[:, None]) == 0.0
    assert mse_loss(y_pred.ravel(), y) == 0.0
    # Every prediction against every target: the loss is least when all predictions are the mean target.
    assert mse_loss(np.full((2, 1), 4.0), y) == 1.0
    assert all(mse_loss(4.0 + rng.randn(2, 1), y) > 1.0 for _ in range(20))
