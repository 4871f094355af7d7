"""Adam: a running mean for the direction, a running mean of squares for the size, both corrected for their zeros."""

import numpy as np
from exercise import given
from neural_network import accuracy, one_hot, relu, softmax, softmax_cross_entropy, two_moons


def draw(rng, shown):
    """A weight, its gradients at several steps, m and v of zeros: (d,) on the shown data, (d, k) on hidden data.

    The last weight never has a gradient; those of the others have very different sizes.
    """
    if shown:
        return {
            "w": np.array([1.0, 1.0, 1.0]),
            "gradients": [
                np.array([4.0, -400.0, 0.0]),
                np.array([2.0, -200.0, 0.0]),
                np.array([-4.0, 400.0, 0.0]),
            ],
            "m": np.zeros(3),
            "v": np.zeros(3),
            "settings": {"lr": 0.1, "b1": 0.5, "b2": 0.96, "eps": 1e-8},
            "sizes": {"d": 3},
        }
    d, k = int(rng.choice([4, 5])), 2
    sizes = 10 ** rng.uniform(-3, 3, (d, k))
    sizes[-1, -1] = 0
    return {
        "w": rng.randn(d, k),
        "gradients": [sizes * rng.randn(d, k) for _ in range(3)],
        "m": np.zeros((d, k)),
        "v": np.zeros((d, k)),
        "settings": {
            "lr": float(rng.uniform(0.02, 0.08)),
            "b1": float(rng.uniform(0.6, 0.7)),
            "b2": float(rng.uniform(0.8, 0.9)),
            "eps": 1e-4,
        },
        "sizes": {"d": d, "k": k},
    }


@given
def use(function, draw):
    """One step after the other, t from 1; each gets the w, m and v that the one before returned."""
    w, m, v, compared = draw["w"], draw["m"], draw["v"], {}
    for t, gradient in enumerate(draw["gradients"], 1):
        answer = function(w, gradient, m, v, t, **draw["settings"])
        if not isinstance(answer, tuple) or len(answer) != 3:
            raise TypeError("adam_step returns three arrays: w, m, v")
        w, m, v = answer
        compared[f"w {t}"] = np.array(w)
    return {**compared, "m": np.array(m), "v": np.array(v)}


def curve_data(rng):
    """Two moons, 200 points, and the 2-16-2 network of lesson 9."""
    X, labels = two_moons(200, noise=0.1, seed=0)
    return {
        "X": X,
        "Y": one_hot(labels, 2),
        "params": {
            "W1": rng.randn(2, 16),
            "b1": np.zeros((1, 16)),
            "W2": 0.5 * rng.randn(16, 2),
            "b2": np.zeros((1, 2)),
        },
    }


@given
def slopes(X, Y, params):
    """The gradient of that network's mean cross-entropy: lesson 9 wrote it."""
    Z1 = X @ params["W1"] + params["b1"]
    A1 = relu(Z1)
    dZ2 = (softmax(A1 @ params["W2"] + params["b2"]) - Y) / len(X)
    dZ1 = (dZ2 @ params["W2"].T) * (Z1 > 0)
    return {
        "W1": X.T @ dZ1,
        "b1": np.sum(dZ1, axis=0, keepdims=True),
        "W2": A1.T @ dZ2,
        "b2": np.sum(dZ2, axis=0, keepdims=True),
    }


@given
def curve_step(function, draw, rate, state):
    """The learner's rule for every array, with the m and v that it returned at the step before."""
    params = draw["params"]
    t, kept = state or (0, {name: (np.zeros(w.shape), np.zeros(w.shape)) for name, w in params.items()})
    moved = {
        name: function(params[name], g, *kept[name], t + 1, lr=rate)
        for name, g in slopes(draw["X"], draw["Y"], params).items()
    }
    return (
        {name: w for name, (w, _, _) in moved.items()},
        (t + 1, {name: (m, v) for name, (_, m, v) in moved.items()}),
    )


def curve_loss(params, draw):
    """The mean cross-entropy of the network."""
    return softmax_cross_entropy(scores(params, draw), draw["Y"])


def share_right(params, draw):
    """What the curve reports at its end."""
    return accuracy(scores(params, draw), draw["Y"])


def scores(params, draw):
    """Of every class, (n, 2)."""
    return relu(draw["X"] @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]


def expected(draw):
    """The corrected means as what they are: averages of all gradients so far, with weights that add up to 1."""
    lr, b1, b2, eps = (draw["settings"][name] for name in ("lr", "b1", "b2", "eps"))
    w, compared = draw["w"], {}
    for t in range(1, len(draw["gradients"]) + 1):
        seen, ages = np.array(draw["gradients"][:t]), np.arange(t - 1, -1, -1)
        mean = np.average(seen, axis=0, weights=b1**ages)
        square = np.average(seen**2, axis=0, weights=b2**ages)
        w = w - lr * mean / (square**0.5 + eps)
        compared[f"w {t}"] = w
    return {**compared, "m": mean * (1 - b1**t), "v": square * (1 - b2**t)}


def adam_step(w, g, m, v, t, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_hat = m / (1 - b1**t)
    v_hat = v / (1 - b2**t)
    w = w - lr * m_hat / (np.sqrt(v_hat) + eps)
    return w, m, v
