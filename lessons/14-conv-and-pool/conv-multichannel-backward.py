"""A layer of convolutions backwards: samples, channels, filters, a stride and a frame of zeros."""

import numpy as np
from exercise import given
from neural_network import (
    accuracy,
    conv_forward,
    glyph_digits,
    he_init,
    one_hot,
    relu,
    softmax,
    softmax_cross_entropy,
)


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


def curve_data(rng):
    """800 drawn digits for two such layers and a matrix, 400 others to be asked; widths as in lesson 10."""
    X, labels = glyph_digits(800, seed=0)
    unseen, answers = glyph_digits(400, seed=1)
    return {
        "X": X.reshape(-1, 1, 8, 8),
        "Y": one_hot(labels, 10),
        "unseen_X": unseen.reshape(-1, 1, 8, 8),
        "unseen_Y": one_hot(answers, 10),
        "params": {
            "K1": he_init(rng, 9, 4).T.reshape(4, 1, 3, 3),
            "c1": np.zeros(4),
            "K2": he_init(rng, 36, 8).T.reshape(8, 4, 3, 3),
            "c2": np.zeros(8),
            "W": he_init(rng, 32, 10),
            "b": np.zeros((1, 10)),
        },
        "sizes": {"n": 800},
    }


@given
def forward(X, params):
    """Scores in front of both relus, and of the ten classes: stride 2 and a frame of one zero, twice."""
    Z1 = conv_forward(X, params["K1"], params["c1"], 2, 1)
    Z2 = conv_forward(relu(Z1), params["K2"], params["c2"], 2, 1)
    return Z1, Z2, relu(Z2).reshape(len(X), -1) @ params["W"] + params["b"]


@given
def curve_step(function, draw, rate, state):
    """Plain descent; the learner's layer goes back twice, and hands its gradient by X on to the first one."""
    X, params = draw["X"], draw["params"]
    Z1, Z2, scores = forward(X, params)
    A1, A2 = relu(Z1), relu(Z2)
    dscores = (softmax(scores) - draw["Y"]) / len(X)
    dA2 = (dscores @ params["W"].T).reshape(Z2.shape)
    second = function(dA2 * (Z2 > 0), A1, params["K2"], 2, 1)
    first = function(second["X"] * (Z1 > 0), X, params["K1"], 2, 1)
    slopes = {
        "K1": first["W"],
        "c1": first["b"],
        "K2": second["W"],
        "c2": second["b"],
        "W": A2.reshape(len(X), -1).T @ dscores,
        "b": np.sum(dscores, axis=0, keepdims=True),
    }
    return {name: array - rate * slopes[name] for name, array in params.items()}, None


def curve_loss(params, draw):
    """The mean cross-entropy of the network."""
    return softmax_cross_entropy(forward(draw["X"], params)[-1], draw["Y"])


def accuracy_on_unseen_digits(params, draw):
    """What the curve reports at its end."""
    return accuracy(forward(draw["unseen_X"], params)[-1], draw["unseen_Y"])


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
