"""A hidden layer with dropout: the dropped layer has to feed the loss, and the mask has to stand on the way back."""

import numpy as np
from exercise import given
from neural_network import he_init, one_hot, relu, softmax, softmax_cross_entropy, two_moons


def draw(rng, shown):
    """X (n, d), one-hot Y (n, k), W1 (d, h), b1 (1, h), W2 (h, k), b2 (1, k), mask (n, h), the share p that stays."""
    if shown:
        return {
            "X": np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -1.0], [2.0, 0.0]]),
            "Y": one_hot(np.array([1, 0, 2, 0]), 3),
            "params": {
                "W1": np.array([[1.0, -1.0, 0.5, 0.25, -0.5], [0.5, 0.25, -1.0, 1.0, 0.75]]),
                "b1": np.array([[0.1, -0.1, 0.2, 0.0, 0.3]]),
                "W2": np.array(
                    [
                        [0.5, -0.5, 0.0],
                        [1.0, 0.0, -1.0],
                        [-0.5, 0.25, 0.5],
                        [0.0, 1.0, -0.5],
                        [0.25, -1.0, 0.5],
                    ]
                ),
                "b2": np.array([[0.1, 0.0, -0.1]]),
            },
            "mask": np.array(
                [
                    [1.0, 0.0, 1.0, 0.0, 1.0],
                    [1.0, 1.0, 0.0, 1.0, 1.0],
                    [0.0, 1.0, 1.0, 1.0, 1.0],
                    [1.0, 1.0, 0.0, 1.0, 1.0],
                ]
            ),
            "p": 0.8,
            "sizes": {"n": 4, "d": 2, "h": 5, "k": 3},
        }
    n, d, h, k = int(rng.choice([9, 10])), 4, int(rng.choice([7, 8])), 6
    p = float(rng.choice([0.6, 0.7]))
    while True:
        X, W1, b1 = rng.randn(n, d), 0.5 * rng.randn(d, h), 0.5 * rng.randn(1, h)
        mask, Z1 = (rng.rand(n, h) < p).astype(float), X @ W1 + b1
        open_and_dropped = np.sum((Z1 > 0) & (mask == 0))
        if np.min(np.abs(Z1)) > 0.02 and open_and_dropped >= n:
            break
    return {
        "X": X,
        "Y": one_hot(rng.randint(0, k, n), k),
        "params": {"W1": W1, "b1": b1, "W2": 0.5 * rng.randn(h, k), "b2": 0.5 * rng.randn(1, k)},
        "mask": mask,
        "p": p,
        "sizes": {"n": n, "d": d, "h": h, "k": k},
    }


def curve_data(rng):
    """Forty points of two noisy moons, 32 hidden units, half of which stay; 2000 fresh points to be asked."""
    X, labels = two_moons(40, 0.35, seed=0)
    fresh, answers = two_moons(2000, 0.35, seed=100)
    return {
        "X": X,
        "Y": one_hot(labels, 2),
        "fresh_X": fresh,
        "fresh_Y": one_hot(answers, 2),
        "p": 0.5,
        "params": {
            "W1": he_init(rng, 2, 32),
            "b1": np.zeros((1, 32)),
            "W2": he_init(rng, 32, 2),
            "b2": np.zeros((1, 2)),
        },
        "sizes": {"n": 40, "d": 2, "h": 32, "k": 2},
    }


@given
def curve_step(function, draw, rate, state):
    """Plain descent, with a mask that is thrown anew at every step."""
    dice = np.random.RandomState(0) if state is None else state
    params, p = draw["params"], draw["p"]
    mask = (dice.random_sample((len(draw["X"]), params["W1"].shape[1])) < p).astype(float)
    gradients = function(draw["X"], draw["Y"], params, mask, p)
    return {name: array - rate * gradients[name] for name, array in params.items()}, dice


def curve_loss(params, draw):
    """Of the network as it is used after the training: nothing is dropped."""
    return softmax_cross_entropy(scores(draw["X"], params), draw["Y"])


def loss_on_fresh_points(params, draw):
    """What the curve reports at its end."""
    return softmax_cross_entropy(scores(draw["fresh_X"], params), draw["fresh_Y"])


def scores(X, params):
    """Of the whole network, (n, k)."""
    return relu(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def loss(params, draw, probes):
    """The mean cross-entropy of the network with dropped units; a probe is added where its gradient is asked for."""
    A1 = relu(draw["X"] @ params["W1"] + params["b1"] + probes["dZ1"]) + probes["dA1"]
    H = A1 * draw["mask"] / draw["p"] + probes["dH"]
    return softmax_cross_entropy(H @ params["W2"] + params["b2"] + probes["dZ2"], draw["Y"])


def step_gradients(X, Y, params, mask, p):
    Z1 = X @ params["W1"] + params["b1"]
    A1 = relu(Z1)
    H = A1 * mask / p
    A2 = softmax(H @ params["W2"] + params["b2"])
    dZ2 = (A2 - Y) / len(X)
    dH = dZ2 @ params["W2"].T
    dA1 = dH * mask / p
    dZ1 = dA1 * (Z1 > 0)
    return {
        "W1": X.T @ dZ1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
        "W2": H.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
        "dZ2": dZ2,
        "dH": dH,
        "dA1": dA1,
        "dZ1": dZ1,
    }
