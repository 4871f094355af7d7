"""The gradient of a convolution by its kernel: each weight was used at every place of the image."""

import numpy as np
from exercise import given
from neural_network import conv2d


def draw(rng, shown):
    """An image (H, W), a kernel (fh, fw), a stride of 2 or 3, and the upstream gradient G of the map."""
    if shown:
        image = np.array(
            [
                [1.0, 0.0, 2.0, 0.0, 1.0, 0.0, 1.0],
                [0.0, 1.0, 0.0, 2.0, 0.0, 1.0, 0.0],
                [2.0, 0.0, 1.0, 0.0, 0.0, 2.0, 1.0],
                [0.0, 1.0, 1.0, 0.0, 2.0, 0.0, 0.0],
            ]
        )
        kernel, stride = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]]), 2
        G = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
    else:
        stride, (h, w) = int(rng.choice([2, 3])), (4, 5)
        kernel, G = rng.randn(3, 2), rng.randn(h, w)
        # as many windows as G has entries, and a pixel or two that no window reaches
        image = rng.randn(3 + stride * (h - 1) + 1, 2 + stride * (w - 1) + stride - 1)
    (H, W), (fh, fw) = image.shape, kernel.shape
    return {
        "image": image,
        "params": {"K": kernel},
        "G": G,
        "stride": stride,
        "sizes": {"H": H, "W": W, "fh": fh, "fw": fw},
    }


@given
def use(function, draw):
    """One call; of the kernel only the shape is passed, since its values have no part in the gradient."""
    return function(draw["G"], draw["image"], draw["params"]["K"].shape, draw["stride"])


def loss(params, draw):
    """A loss whose gradient by the map is exactly G."""
    return np.sum(conv2d(draw["image"], params["K"], draw["stride"]) * draw["G"])


def conv2d_grad_kernel(G, image, kernel_shape, stride=1):
    H, W = G.shape
    fh, fw = kernel_shape
    dK = np.zeros((fh, fw))
    for m in range(fh):
        for n in range(fw):
            seen = image[m : m + stride * H : stride, n : n + stride * W : stride]
            dK[m, n] = np.sum(G * seen)
    return dK
