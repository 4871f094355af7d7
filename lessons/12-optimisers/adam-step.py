"""Adam: a running mean for the direction, a running mean of squares for the size, both corrected for their zeros."""

import numpy as np
from exercise import given


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
