"""Optimisers: what to do with a right gradient. One step each, and nobody's array is changed."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def momentum_update(velocity: Array, gradient: Array, mu: float, lr: float) -> tuple[Array, Array]:
    """v <- mu v - lr g (Polyak 1964); returns the new velocity and the update, which is the velocity.

    All arrays have the parameter's shape; the caller moves the parameter by `+ update`. The first velocity
    is zeros. The learning rate and the minus are inside the velocity here; others keep them outside.
    """
    velocity = mu * velocity - lr * gradient
    return velocity, velocity


def rmsprop_step(
    w: Array, g: Array, s: Array, lr: float = 0.01, rho: float = 0.9, eps: float = 1e-8
) -> tuple[Array, Array]:
    """s <- rho s + (1 - rho) g^2, then w <- w - lr g / (sqrt(s) + eps); returns the new w and s.

    All arrays have one shape, and the first s is zeros (Tieleman & Hinton 2012, Coursera lecture 6.5). From
    there the first step is lr / sqrt(1 - rho) long, whatever the size of g.
    """
    s = rho * s + (1 - rho) * g**2
    return w - lr * g / (np.sqrt(s) + eps), s


def adam_step(
    w: Array,
    g: Array,
    m: Array,
    v: Array,
    t: int,
    lr: float = 0.001,
    b1: float = 0.9,
    b2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Array, Array, Array]:
    """One step of Adam (Kingma & Ba 2015, algorithm 1); returns the new w, m and v.

    m and v, zeros at first, are running means of g and g^2; dividing them by 1 - b^t makes up for the zeros.
    t counts steps from 1, all arrays have one shape. m and v are returned as they are, not corrected.
    """
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m_hat = m / (1 - b1**t)
    v_hat = v / (1 - b2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


def adamw_step(
    w: Array,
    g: Array,
    m: Array,
    v: Array,
    t: int,
    lr: float = 0.001,
    decay: float = 0.01,
    b1: float = 0.9,
    b2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Array, Array, Array]:
    """Adam, and w shrinks by lr decay w besides (Loshchilov & Hutter 2019); returns the new w, m and v.

    The decay does not enter m and v, so it is not divided by the gradient's size as a penalty in g would be.
    """
    moved, m, v = adam_step(w, g, m, v, t, lr, b1, b2, eps)
    return moved - lr * decay * w, m, v
