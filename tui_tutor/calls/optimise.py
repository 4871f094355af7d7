"""The optimisers that a loss curve may name: the library's own, each with the state that it keeps."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.neural_network import adam_step, adamw_step, momentum_update, rmsprop_step

Array = np.ndarray[Any, Any]
State = tuple[Array, ...]
Step = Callable[[Array, Array, State, int, float], tuple[Array, State]]


def _descent(w: Array, g: Array, state: State, t: int, rate: float) -> tuple[Array, State]:
    return w - rate * g, state


def _momentum(w: Array, g: Array, state: State, t: int, rate: float) -> tuple[Array, State]:
    velocity, update = momentum_update(state[0], g, 0.9, rate)
    return w + update, (velocity,)


def _rmsprop(w: Array, g: Array, state: State, t: int, rate: float) -> tuple[Array, State]:
    w, s = rmsprop_step(w, g, state[0], rate)
    return w, (s,)


def _adam(w: Array, g: Array, state: State, t: int, rate: float) -> tuple[Array, State]:
    w, m, v = adam_step(w, g, state[0], state[1], t, lr=rate)
    return w, (m, v)


def _adamw(w: Array, g: Array, state: State, t: int, rate: float) -> tuple[Array, State]:
    w, m, v = adamw_step(w, g, state[0], state[1], t, lr=rate)
    return w, (m, v)


# Each with the number of arrays that it remembers for every parameter. `course.types.Optimiser` lists the names.
OPTIMISERS: dict[str, tuple[Step, int]] = {
    "descent": (_descent, 0),
    "momentum": (_momentum, 1),
    "rmsprop": (_rmsprop, 1),
    "adam": (_adam, 2),
    "adamw": (_adamw, 2),
}


class Optimiser:
    """Moves parameters against their gradients, and remembers from step to step what its rule needs."""

    def __init__(self, name: str, rate: float) -> None:
        self._step, self._kept = OPTIMISERS[name]
        self._rate = rate
        self._taken = 0
        self._states: dict[str, State] = {}

    def move(self, params: Arrays, gradient: Arrays) -> Arrays:
        """The parameters one step further, as new arrays. `gradient` has every one of their names."""
        self._taken += 1
        moved = {}
        with np.errstate(all="ignore"):  # divergence is an answer here, not an accident
            for name, w in params.items():
                state = self._states.get(name) or tuple(np.zeros(w.shape) for _ in range(self._kept))
                w, self._states[name] = self._step(w, gradient[name], state, self._taken, self._rate)
                moved[name] = w
        return moved
