"""Pooling: an image becomes smaller, one number for each window."""

from typing import Any

from numpy.typing import NDArray

from tui_tutor.neural_network.windows import windows


def max_pool(X: NDArray[Any], size: int = 2, stride: int = 2) -> NDArray[Any]:
    """The largest number of every size x size window: (..., H, W) -> (..., (H - size) // stride + 1, likewise).

    Axes in front of the last two, samples and channels, stay as they are. (The blog series' Part 4.3 has its
    channels last, and loses an axis of one channel.) Rows and columns that fill no window are ignored.
    Raises ValueError for an image that is smaller than one window.
    """
    return windows(X, (size, size), stride).max(axis=(-2, -1))


def avg_pool(X: NDArray[Any], size: int = 2, stride: int = 2) -> NDArray[Any]:
    """The mean of every size x size window, with the shapes and errors of `max_pool`."""
    return windows(X, (size, size), stride).mean(axis=(-2, -1))
