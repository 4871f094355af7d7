"""A layer of convolutions backwards: samples, channels, filters, a stride and a frame of zeros."""

import numpy as np
from exercise import given
from neural_network import conv_forward


def draw(rng, shown):
    """X (N, C, H, W), filters W (F, C, fh, fw), biases b (F,), all differentiated; G (N, F, H', W')."""
    if shown:
        N, C, F, (H, W), (fh, fw), stride, pad = 2, 3, 4, (3, 5), (3, 2), 2, 1
    else:
        N, C, F, (H, W), pad = 3, 2, 5, (4, int(rng.choice([6, 7]))), int(rng.choice([1, 2]))
        stride, fh, fw = ((2, 2, 3), (3, 2, 4))[rng.randint(2)]
    down, across = (H + 2 * pad - fh) // stride + 1, (W + 2 * pad - fw) // stride + 1
    X, filters, b, G = (
        rng.randint(-2, 3, shape).astype(float) if shown else 0.5 * rng.randn(*shape)
        for shape in ((N, C, H, W), (F, C, fh, fw), (F,), (N, F, down, across))
    )
    return {
        "params": {"X": X, "W": filters, "b": b},
        "G": G,
        "stride": stride,
        "pad": pad,
        "sizes": {"N": N, "C": C, "F": F, "H": H, "W": W},
    }


@given
def use(function, draw):
    """One call; b is not passed, since its value has no part in any of the three gradients."""
    params = draw["params"]
    return function(draw["G"], params["X"], params["W"], draw["stride"], draw["pad"])


def loss(params, draw):
    """A loss whose gradient by the layer's maps is exactly G."""
    out = conv_forward(params["X"], params["W"], params["b"], draw["stride"], draw["pad"])
    return np.sum(out * draw["G"])


def conv_backward(G, X, W, stride, pad):
    height, width = X.shape[2:]
    fh, fw = W.shape[2:]
    none, sides = (0, 0), (pad, pad)
    framed = np.pad(X, [none, none, sides, sides])
    dframed = np.zeros_like(framed)
    dW = np.zeros_like(W)
    for i in range(G.shape[2]):
        for j in range(G.shape[3]):
            top, left = i * stride, j * stride
            rows = slice(top, top + fh)
            columns = slice(left, left + fw)
            patch = framed[:, :, rows, columns]
            g = G[:, :, i, j]
            dW += np.einsum("nf,ncab->fcab", g, patch)
            dframed[:, :, rows, columns] += np.einsum("nf,fcab->ncab", g, W)
    dX = dframed[:, :, pad : pad + height, pad : pad + width]
    db = np.sum(G, axis=(0, 2, 3))
    return {"X": dX, "W": dW, "b": db}
