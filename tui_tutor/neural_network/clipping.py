"""A leash for the step: a gradient that is too long is shortened, and keeps its direction."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray


def clip_by_global_norm(grads: Mapping[str, NDArray[Any]], c: float) -> dict[str, NDArray[Any]]:
    """New arrays, all multiplied by min(1, c / length), the length being that of all entries taken together.

    length = sqrt(sum of g^2 over every entry of every array), so no entry gains on another and the joint length is
    at most c (Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks").
    Gradients that are short enough keep their size, zeros stay zeros.
    """
    length = np.sqrt(sum(np.sum(g**2) for g in grads.values()))
    scale = c / length if length > c else 1.0
    return {name: g * scale for name, g in grads.items()}
