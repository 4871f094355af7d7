"""Linear regression with a price on large weights: the series' convention, lam times the sum of W squared."""

import numpy as np
from neural_network import l2_regularization, mse_loss


def draw(rng, shown):
    """X (n, d), y (n, 1), W (d, 1), b (1, 1), and the price lam. No weight is near 0, where a penalty hides."""
    if shown:
        return {
            "X": np.array([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0], [2.0, -1.0]]),
            "y": np.array([[2.0], [1.0], [0.0], [3.0]]),
            "params": {"W": np.array([[3.0], [-1.0]]), "b": np.array([[1.0]])},
            "lam": 0.1,
            "sizes": {"n": 4, "d": 2},
        }
    n, d = int(rng.choice([7, 9])), int(rng.choice([3, 5]))
    return {
        "X": rng.randn(n, d),
        "y": rng.randn(n, 1),
        "params": {"W": away_from_zero(rng, (d, 1)), "b": away_from_zero(rng, (1, 1))},
        "lam": float(rng.uniform(0.3, 0.6)),
        "sizes": {"n": n, "d": d},
    }


def curve_data(rng):
    """The fifteen samples of lesson 11: twenty features, two of which matter; a thousand fresh ones to be asked."""
    rng = np.random.RandomState(1)
    truth = np.zeros((20, 1))
    truth[:2, 0] = 2, -1
    X = rng.randn(15, 20)
    y = X @ truth + 0.5 * rng.randn(15, 1)
    fresh = rng.randn(1000, 20)
    return {
        "X": X,
        "y": y,
        "fresh_X": fresh,
        "fresh_y": fresh @ truth + 0.5 * rng.randn(1000, 1),
        "lam": 0.3,
        "params": {"W": np.zeros((20, 1)), "b": np.zeros((1, 1))},
        "sizes": {"n": 15, "d": 20},
    }


def mean_square_on_fresh_samples(params, draw):
    """What the curve reports at its end."""
    return mse_loss(draw["fresh_X"] @ params["W"] + params["b"], draw["fresh_y"])


def away_from_zero(rng, shape):
    """Numbers between 0.2 and 1 with random signs."""
    return np.where(rng.rand(*shape) < 0.5, -1, 1) * rng.uniform(0.2, 1.0, shape)


def loss(params, draw):
    """The mean of the squared errors, plus the penalty on W and not on b."""
    errors = mse_loss(draw["X"] @ params["W"] + params["b"], draw["y"])
    return errors + l2_regularization([params["W"]], draw["lam"])


def ridge_gradients(X, y, params, lam):
    W, b = params["W"], params["b"]
    n = len(X)
    error = X @ W + b - y
    grad_W = 2 * X.T @ error / n + 2 * lam * W
    grad_b = 2 * np.mean(error, keepdims=True)
    return {"W": grad_W, "b": grad_b}
