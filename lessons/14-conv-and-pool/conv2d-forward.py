"""A kernel slides over an image without being flipped, in steps of 1, 2 and 3."""

import numpy as np
from exercise import given

STRIDES = (1, 2, 3)


def draw(rng, shown):
    """An image (H, W) and a kernel (fh, fw) that is not its own reflection."""
    if shown:
        image = np.array(
            [
                [2.0, 1.0, 2.0, 0.0, 1.0, 0.0, 3.0],
                [1.0, 0.0, 0.0, 2.0, 0.0, 1.0, 0.0],
                [2.0, 1.0, 0.0, 0.0, 3.0, 0.0, 1.0],
                [0.0, 0.0, 1.0, 1.0, 0.0, 2.0, 0.0],
                [1.0, 2.0, 0.0, 0.0, 1.0, 0.0, 1.0],
            ]
        )
        kernel = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
    else:
        image = rng.randn(int(rng.choice([7, 9])), int(rng.choice([8, 11])))
        kernel = rng.randn(int(rng.choice([3, 4])), 2)
    (H, W), (fh, fw) = image.shape, kernel.shape
    return {"image": image, "filter_kernel": kernel, "sizes": {"H": H, "W": W, "fh": fh, "fw": fw}}


@given
def use(function, draw):
    """Three calls: in steps of 1, which is the default, of 2 and of 3."""
    image, kernel = draw["image"], draw["filter_kernel"]
    return {
        "stride 1": function(image, kernel),
        "stride 2": function(image, kernel, 2),
        "stride 3": function(image, kernel, stride=3),
    }


def expected(draw):
    """Window by window: every place where the kernel fits, kept if the stride steps on it."""
    image, kernel = draw["image"], draw["filter_kernel"]
    fh, fw = kernel.shape
    answers = {}
    for stride in STRIDES:
        rows = range(0, image.shape[0] - fh + 1, stride)
        columns = range(0, image.shape[1] - fw + 1, stride)
        answers[f"stride {stride}"] = np.array(
            [[np.sum(image[r : r + fh, c : c + fw] * kernel) for c in columns] for r in rows]
        )
    return answers


def conv2d(image, filter_kernel, stride=1):
    fh, fw = filter_kernel.shape
    H = (image.shape[0] - fh) // stride + 1
    W = (image.shape[1] - fw) // stride + 1
    out = np.zeros((H, W))
    for m in range(fh):
        for n in range(fw):
            shifted = image[m : m + stride * H : stride, n : n + stride * W : stride]
            out += filter_kernel[m, n] * shifted
    return out
