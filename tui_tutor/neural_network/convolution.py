"""Convolution: one small kernel, applied at every place of an image. Slid, never flipped: a cross-correlation."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.neural_network.windows import windows


def conv2d(image: NDArray[Any], filter_kernel: NDArray[Any], stride: int = 1) -> NDArray[Any]:
    """out[i, j] = sum over m, n of image[i s + m, j s + n] * filter_kernel[m, n], without padding.

    Shapes: (H, W) and (fh, fw) give ((H - fh) // s + 1, (W - fw) // s + 1). This is the formula of the blog
    series' Part 4.2 and what every deep-learning library computes. The series' own code called
    scipy.signal.convolve2d, which turns the kernel by 180 degrees: the two agree for symmetric kernels.
    Raises ValueError for an image that is smaller than the kernel.
    """
    return np.einsum("ijmn,mn->ij", windows(image, filter_kernel.shape, stride), filter_kernel)


def conv_forward(
    X: NDArray[Any], W: NDArray[Any], b: NDArray[Any], stride: int = 1, pad: int = 0
) -> NDArray[Any]:
    """A layer of convolutions: every filter looks through all channels, and adds its bias at every place.

    Shapes: images X (N, C, H, W), filters W (F, C, fh, fw), biases b (F,) give (N, F, H', W') with
    H' = (H + 2 pad - fh) // s + 1, and W' likewise. `pad` is the width of the frame of zeros around each
    image. out[n, f] = b[f] + sum over c of conv2d(X[n, c], W[f, c]).
    Raises ValueError for channels that differ, and for a padded image that is smaller than the filter.
    """
    if X.shape[1] != W.shape[1]:
        raise ValueError(
            f"the images have {X.shape[1]} channels and the filters {W.shape[1]}: give both as many."
        )
    framed = np.pad(X, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    patches = windows(framed, W.shape[2:], stride)
    return np.einsum("ncijkl,fckl->nfij", patches, W) + b[:, None, None]
