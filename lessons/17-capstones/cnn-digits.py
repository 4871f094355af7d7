"""A small convolutional reader: filters, relu, max pooling, and one matrix to the scores."""

import numpy as np
from exercise import given
from neural_network import (
    accuracy,
    conv_forward,
    glyph_digits,
    max_pool,
    one_hot,
    relu,
    softmax,
    softmax_cross_entropy,
)


def draw(rng, shown):
    """Images X (n, height, width), one-hot Y (n, k), filters K (f, 3, 3), c (f,), W (features, k), b (1, k).

    No Z is near relu's corner, and no pooling window has two winners that are nearly equal.
    """
    if shown:
        n, height, width, f, k = 2, 6, 4, 3, 5
    else:
        n, height, width, f, k = int(rng.choice([3, 5])), 4, 8, 2, 7
    features = f * ((height - 2) // 2) * ((width - 2) // 2)
    while True:
        X, K = np.round(rng.randn(n, height, width), 1), np.round(0.5 * rng.randn(f, 3, 3), 1)
        c = np.round(0.3 * rng.randn(f), 1)
        Z = conv_forward(X[:, None], K[:, None], c)
        if np.min(np.abs(Z)) > 0.02 and _narrowest_win(relu(Z)) > 0.02:
            break
    return {
        "X": X,
        "Y": one_hot(rng.randint(0, k, n), k),
        "params": {"K": K, "c": c, "W": 0.5 * rng.randn(features, k), "b": 0.5 * rng.randn(1, k)},
        "sizes": {"n": n, "height": height, "width": width, "f": f, "k": k},
    }


def _narrowest_win(A):
    """The smallest lead of a winner over the second in its window, where there is a winner at all."""
    n, f, height, width = A.shape
    windows = A.reshape(n, f, height // 2, 2, width // 2, 2).swapaxes(3, 4).reshape(-1, 4)
    ordered = np.sort(windows, axis=1)
    leads = ordered[:, 3] - ordered[:, 2]
    return np.min(leads[ordered[:, 3] > 0], initial=1.0)


def curve_data(rng):
    """800 drawn digits as pictures, four filters, ten scores; 400 other digits to be asked at the end."""
    X, labels = glyph_digits(800, seed=0)
    unseen, answers = glyph_digits(400, seed=1)
    return {
        "X": X.reshape(-1, 8, 8),
        "Y": one_hot(labels, 10),
        "unseen_X": unseen.reshape(-1, 8, 8),
        "unseen_Y": one_hot(answers, 10),
        "params": {
            "K": 0.5 * rng.randn(4, 3, 3),
            "c": np.zeros(4),
            "W": 0.2 * rng.randn(36, 10),
            "b": np.zeros((1, 10)),
        },
        "sizes": {"n": 800, "height": 8, "width": 8, "f": 4, "k": 10},
    }


def accuracy_on_unseen_digits(params, draw):
    """What the curve reports at its end."""
    A = relu(conv_forward(draw["unseen_X"][:, None], params["K"][:, None], params["c"]))
    flat = max_pool(A).reshape(len(A), -1)
    return accuracy(flat @ params["W"] + params["b"], draw["unseen_Y"])


def loss(params, draw, probes):
    """Mean cross-entropy; zeros are added in front of the relu, behind the pooling and to the scores."""
    Z1 = conv_forward(draw["X"][:, None], params["K"][:, None], params["c"]) + probes["dZ1"]
    M = max_pool(relu(Z1)) + probes["dM"]
    Z2 = M.reshape(len(M), -1) @ params["W"] + params["b"] + probes["dZ2"]
    return softmax_cross_entropy(Z2, draw["Y"])


@given
def enlarge(M):
    """Every number of M (n, f, p, q) in all four places of its 2x2 window: (n, f, 2p, 2q)."""
    return np.repeat(np.repeat(M, 2, axis=2), 2, axis=3)


def cnn_gradients(X, Y, params):
    K, c = params["K"], params["c"]
    W, b = params["W"], params["b"]
    Z1 = conv_forward(X[:, None], K[:, None], c)
    A = relu(Z1)
    M = max_pool(A)
    flat = M.reshape(len(X), -1)
    A2 = softmax(flat @ W + b)

    dZ2 = (A2 - Y) / len(X)
    dM = (dZ2 @ W.T).reshape(M.shape)
    dA = enlarge(dM) * (enlarge(M) == A)
    dZ1 = dA * (Z1 > 0)

    p, q = Z1.shape[2:]
    dK = np.zeros_like(K)
    for i in range(3):
        for j in range(3):
            seen = X[:, None, i : i + p, j : j + q]
            dK[:, i, j] = np.sum(dZ1 * seen, axis=(0, 2, 3))
    return {
        "K": dK,
        "c": np.sum(dZ1, axis=(0, 2, 3)),
        "W": flat.T @ dZ2,
        "b": np.sum(dZ2, axis=0, keepdims=True),
        "dZ2": dZ2,
        "dM": dM,
        "dZ1": dZ1,
    }
