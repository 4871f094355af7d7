"""Losses that say when numpy stretches prediction and target against each other: (n, 1) - (n,) is (n, n)."""

import functools
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

LOSSES = ("mse_loss", "half_mse_loss", "binary_cross_entropy", "bce_with_logits")


def telling(loss: Callable[..., Any]) -> Callable[..., Any]:
    """The same loss, with a RuntimeWarning when its two arrays become larger than either of them is.

    The value stays what the article's function gives: an exercise teaches that trap.
    """

    @functools.wraps(loss)
    def told(prediction: Any, target: Any, *rest: Any, **options: Any) -> Any:
        shapes = np.shape(prediction), np.shape(target)
        stretched = _stretched(*shapes)
        if stretched is not None:
            warnings.warn(
                f"{loss.__name__} got {shapes[0]} and {shapes[1]}: numpy stretches them to {stretched}, "
                "so every prediction meets every target",
                RuntimeWarning,
                stacklevel=2,
            )
        return loss(prediction, target, *rest, **options)

    return told


def _stretched(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...] | None:
    """The common shape when it is neither the one nor the other, and both are arrays."""
    if not a or not b or a == b:
        return None
    try:
        common = np.broadcast_shapes(a, b)
    except ValueError:
        return None  # numpy will raise, and say so itself
    return None if common in (a, b) else common
