"""Mini-batch gradient descent for a linear model with an activation."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.neural_network.activations import identity


def gradient_descent(
    X: NDArray[Any],
    y: NDArray[Any],
    W: NDArray[Any],
    b: NDArray[Any],
    lr: float,
    num_epochs: int,
    batch_size: int,
    loss_fn: Callable[[NDArray[Any], NDArray[Any]], float],
    activation_fn: Callable[[NDArray[Any]], NDArray[Any]] = identity,
    *,
    seed: int | None = None,
    verbose: bool = True,
) -> tuple[NDArray[Any], NDArray[Any], list[float]]:
    """Train activation_fn(X @ W + b) on X (n, d), y (n, 1); returns new W (d, 1), new b, the loss after
    each epoch.

    The caller's W and b stay as they are. The rows are shuffled in every epoch: with `seed` always alike,
    without it by numpy's global generator. `verbose` prints one line an epoch.

    The step is the article's: X.T @ error / n for W and mean(error) for b, whatever `loss_fn` is. That is
    the exact gradient for binary cross-entropy with sigmoid and for half the squared error with identity;
    for `mse_loss` it is half of it. With several outputs, mean(error) moves every bias alike.
    """
    shuffle = np.random if seed is None else np.random.RandomState(seed)
    losses = []
    for epoch in range(num_epochs):
        order = shuffle.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            error = activation_fn(X[rows] @ W + b) - y[rows]
            W = W - lr * (X[rows].T @ error) / len(rows)
            b = b - lr * np.mean(error)
        losses.append(loss_fn(activation_fn(X @ W + b), y))
        if verbose:
            print(f"Epoch {epoch + 1}/{num_epochs}, Loss: {losses[-1]:.4f}")
    return W, b, losses
