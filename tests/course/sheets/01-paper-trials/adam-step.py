"""Five steps of Adam over gradients of very different sizes, against sums written out."""

import numpy as np
from exercise import given

STEPS = 5


def draw(rng, shown):
    width = 3 if shown else 4
    return {"g": np.array([rng.randn(width) * 10 ** rng.uniform(-3, 3) for _ in range(STEPS)])}


@given
def use(function, draw):
    width = draw["g"].shape[1]
    w, m, v = np.zeros(width), np.zeros(width), np.zeros(width)
    path = np.zeros((STEPS, width))
    for step in range(STEPS):
        w, m, v = function(w, draw["g"][step], m, v, step + 1)
        path[step] = w
    return {"path": path}


def expected(draw):
    g, w, path = draw["g"], np.zeros(draw["g"].shape[1]), []
    for t in range(1, STEPS + 1):
        first, second = 0.9 ** np.arange(t)[::-1], 0.999 ** np.arange(t)[::-1]
        m, v = first @ g[:t] / first.sum(), second @ g[:t] ** 2 / second.sum()
        w = w - 0.001 * m / (np.sqrt(v) + 1e-8)
        path.append(w)
    return {"path": np.array(path)}


def adam_step(w, g, m, v, t, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    mhat, vhat = m / (1 - b1**t), v / (1 - b2**t)
    return w - lr * mhat / (np.sqrt(vhat) + eps), m, v
