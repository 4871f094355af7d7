"""The gradient of a convolution by its image: every output gives back to the patch that it has read."""

import numpy as np
from exercise import given
from neural_network import conv2d


def draw(rng, shown):
    """An image (H, W), a kernel (fh, fw), a stride of 2 or 3 at which windows overlap, and G of the map."""
    if shown:
        image = np.array(
            [
                [1.0, 0.0, 2.0, 0.0, 1.0, 0.0, 1.0],
                [0.0, 1.0, 0.0, 2.0, 0.0, 1.0, 0.0],
                [2.0, 0.0, 1.0, 0.0, 0.0, 2.0, 1.0],
                [0.0, 1.0, 1.0, 0.0, 2.0, 0.0, 0.0],
                [1.0, 0.0, 0.0, 1.0, 0.0, 2.0, 1.0],
            ]
        )
        kernel, stride = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 3.0]]), 2
        G = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
    else:
        stride, (h, w) = int(rng.choice([2, 3])), (2, 5)
        kernel, G = rng.randn(3, 4), rng.randn(h, w)
        image = rng.randn(3 + stride * (h - 1) + 1, 4 + stride * (w - 1) + stride - 1)
    (H, W), (fh, fw) = image.shape, kernel.shape
    return {
        "params": {"I": image},
        "kernel": kernel,
        "G": G,
        "stride": stride,
        "sizes": {"H": H, "W": W, "fh": fh, "fw": fw},
    }


@given
def use(function, draw):
    """One call; of the image only the shape is passed, since its values have no part in the gradient."""
    return function(draw["G"], draw["params"]["I"].shape, draw["kernel"], draw["stride"])


def loss(params, draw):
    """A loss whose gradient by the map is exactly G."""
    return np.sum(conv2d(params["I"], draw["kernel"], draw["stride"]) * draw["G"])


def conv2d_grad_input(G, image_shape, kernel, stride=1):
    dI = np.zeros(image_shape)
    fh, fw = kernel.shape
    for i in range(G.shape[0]):
        for j in range(G.shape[1]):
            top, left = i * stride, j * stride
            dI[top : top + fh, left : left + fw] += G[i, j] * kernel
    return dI
