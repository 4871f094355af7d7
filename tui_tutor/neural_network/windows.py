"""Every place on an image where a small rectangle can lie: what a convolution and a pooling layer look at."""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray


def windows(X: NDArray[Any], shape: tuple[int, ...], stride: int) -> NDArray[Any]:
    """The patches X[..., i s : i s + height, j s : j s + width]: (..., H, W) -> (..., H', W', height, width).

    `shape` is (height, width). H' = (H - height) // s + 1, and W' likewise: a rectangle that would stick out
    is left away. The result is a read-only view of X. Raises ValueError for a stride below 1, and for an
    image that is smaller than the rectangle.
    """
    height, width = shape
    if stride < 1:
        raise ValueError(f"the stride is {stride}: a step of 1 or more is needed.")
    if np.ndim(X) < 2 or X.shape[-2] < height or X.shape[-1] < width:
        raise ValueError(f"a window of {height} x {width} does not fit into an array of shape {np.shape(X)}.")
    return sliding_window_view(X, (height, width), axis=(-2, -1))[..., ::stride, ::stride, :, :]
