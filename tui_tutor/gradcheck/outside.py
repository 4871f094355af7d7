"""A loss that reads the parameters from outside of its argument, as a penalty added by a closure does.

Moving private copies misses that part. So it is looked for once, and where it is found the caller's own
arrays are moved in place.
"""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import numpy as np

from tui_tutor.gradcheck.point import Array, Loss, Point, one_number
from tui_tutor.gradcheck.scale import gaussian, size


def reads_from_outside(loss: Loss, point: Point, params: Mapping[str, Any], seed: int) -> bool:
    """Whether moving the caller's arrays changes the loss of the private copies, which stay where they are.

    Only writeable float arrays can be moved; they are moved by a percent and put back.
    """
    random = np.random.RandomState(seed)
    movable = {name: p for name, p in params.items() if _movable(p)}
    kept = {name: p.copy() for name, p in movable.items()}
    try:
        for name, p in movable.items():
            p += (0.01 * size(point.kept[name]) * gaussian(random, p.shape)).astype(p.dtype)
        return one_number(loss(dict(point.arrays))) != point.value
    except (ArithmeticError, ValueError):
        return True
    finally:
        for name, p in movable.items():
            p[...] = kept[name]


def _movable(p: Any) -> bool:
    return isinstance(p, np.ndarray) and p.dtype.kind == "f" and p.flags.writeable


def why_not_in_place(params: Mapping[str, Any]) -> str | None:
    """What keeps the caller's arrays from being moved exactly; None when nothing does."""
    for name, p in params.items():
        if not _movable(p) or p.dtype != np.float64:
            return f"{name} is not a writeable float64 array"
    shared = sharing(params)
    return f"{shared[0]} and {shared[1]} share memory" if shared else None


def sharing(params: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first two names whose arrays share memory."""
    arrays = {name: p for name, p in params.items() if isinstance(p, np.ndarray)}
    for (one, a), (other, b) in combinations(arrays.items(), 2):
        if np.may_share_memory(a, b) and np.shares_memory(a, b):
            return one, other
    return None


def moved(params: Mapping[str, Array], seed: int) -> dict[str, Array]:
    """A second point: every array moved by about 30 % of its size, an array of zeros to the order of 0.5."""
    random = np.random.RandomState(seed)
    return {
        name: np.asarray(p + (0.3 * size(p) if np.any(p) else 0.5) * random.standard_normal(p.shape))
        for name, p in params.items()
    }
