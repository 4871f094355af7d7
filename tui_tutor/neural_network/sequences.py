"""Sequences: a row of a table for every word, and a state that is carried from step to step."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def embedding(E: NDArray[Any], ids: NDArray[Any]) -> NDArray[Any]:
    """Row ids[...] of the table for every entry of ids: E (V, d), whole numbers ids (n, T) -> (n, T, d).

    Any shape of ids will do; the result has one axis more. Raises IndexError for an id of V or more, and for
    ids that are not whole numbers.
    """
    return E[ids]


def rnn_step(
    x: NDArray[Any], h: NDArray[Any], Wx: NDArray[Any], Wh: NDArray[Any], b: NDArray[Any]
) -> NDArray[Any]:
    """The next state tanh(x Wx + h Wh + b): x (n, d), h (n, H), Wx (d, H), Wh (H, H), b (1, H) -> (n, H).

    This is the simple recurrent network of Elman (1990).
    """
    return np.tanh(x @ Wx + h @ Wh + b)


def rnn_forward(
    xs: NDArray[Any], h0: NDArray[Any], Wx: NDArray[Any], Wh: NDArray[Any], b: NDArray[Any]
) -> NDArray[Any]:
    """All states of a recurrent network that reads xs (T, n, d) and begins in h0 (n, H): (T + 1, n, H).

    Entry t is the state after t steps, so entry 0 is h0 and entry t was made from xs[t - 1]. One Wx, one Wh
    and one b serve all steps.
    """
    states = [h0]
    for x in xs:
        states.append(rnn_step(x, states[-1], Wx, Wh, b))
    return np.array(states)
