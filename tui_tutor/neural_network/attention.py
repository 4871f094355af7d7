"""Attention, forwards: every position asks all positions, and takes a mixture of what they hold."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.neural_network.activations import softmax


def attention(Q: NDArray[Any], K: NDArray[Any], V: NDArray[Any]) -> NDArray[Any]:
    """softmax(Q K^T / sqrt(d)) V, row by row (Vaswani et al. 2017, "Attention Is All You Need", eq. 1).

    Queries Q (n, d), keys K (T, d), values V (T, m); the result is (n, m), a mixture of the rows of V for each
    query.
    """
    return softmax(_scores(Q, K)) @ V


def causal_attention(Q: NDArray[Any], K: NDArray[Any], V: NDArray[Any]) -> NDArray[Any]:
    """The same for Q, K (T, d) and V (T, m) of one sequence, where position i sees positions 0 to i only.

    The scores of later positions become minus infinity before the softmax, so that their weights are 0 and the
    others add up to 1.
    """
    visible = np.tri(len(Q), len(K), dtype=bool)
    return softmax(np.where(visible, _scores(Q, K), -np.inf)) @ V


def _scores(Q: NDArray[Any], K: NDArray[Any]) -> NDArray[Any]:
    return Q @ K.T / np.sqrt(Q.shape[1])
