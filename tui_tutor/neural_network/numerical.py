"""The numerical gradient: every entry is moved a little up, then a little down, and the loss is compared."""

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Params = dict[str, NDArray[Any]]


def numerical_gradient(
    X: NDArray[Any],
    y: NDArray[Any],
    params: Params,
    loss_fn: Callable[[Any, NDArray[Any]], float],
    forward_fn: Callable[[NDArray[Any], Params], Any],
    h: float = 1e-4,
) -> Params:
    """Central differences (L(p + h) - L(p - h)) / 2h of L = loss_fn(forward_fn(X, params), y), entry by
    entry.

    Returns a dict with the keys of `params`, each array in its parameter's shape and dtype. The caller's
    own arrays are moved, so a loss that reads `params` from outside is differentiated too, and every entry
    is put back bit for bit, also when the forward pass raises. A read-only array is moved in a copy that
    forward_fn gets in its place. float32 parameters work, with about three correct digits at h = 1e-4:
    their own rounding is that coarse.

    Raises TypeError for a parameter that is not a float array (integers would swallow h), ValueError for
    two names that share memory (each would get the sum of both gradients).
    """
    _refuse_what_cannot_move(params)
    _refuse_shared_memory(params)
    moving = {name: p if p.flags.writeable else p.copy() for name, p in params.items()}
    # The caller's own dict is passed on whenever it holds what moves, so that a loss may close over it.
    point = params if all(moving[name] is params[name] for name in params) else moving
    gradients = {}
    for name, p in moving.items():
        gradient = np.zeros_like(p)
        for index in np.ndindex(p.shape):
            kept = p[index].copy()
            try:
                p[index] = kept + h
                up = loss_fn(forward_fn(X, point), y)
                p[index] = kept - h
                down = loss_fn(forward_fn(X, point), y)
            finally:
                p[index] = kept
            gradient[index] = (up - down) / (2 * h)
        gradients[name] = gradient
    return gradients


def _refuse_what_cannot_move(params: Mapping[str, Any]) -> None:
    for name, p in params.items():
        if not isinstance(p, np.ndarray):
            raise TypeError(
                f"params[{name!r}] is a {type(p).__name__}, which cannot be changed in place: "
                f"write np.array({p!s}, dtype=float)."
            )
        if p.dtype.kind not in "fc":
            raise TypeError(
                f"params[{name!r}] holds {p.dtype} numbers, so adding h = 0.0001 would change nothing: "
                f"write params[{name!r}].astype(float)."
            )


def _refuse_shared_memory(params: Params) -> None:
    for (one, a), (other, b) in combinations(params.items(), 2):
        if np.shares_memory(a, b):
            raise ValueError(
                f"params[{one!r}] and params[{other!r}] share memory, so moving one moves the other: "
                f"give {other!r} an array of its own with .copy()."
            )
