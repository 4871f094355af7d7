"""Attention that may not look ahead, backwards: the mask belongs in front of the softmax."""

import numpy as np
from exercise import given
from neural_network import softmax


def draw(rng, shown):
    """Queries Q (T, d), keys K (T, d), values V (T, m) of one sequence, and the upstream gradient G (T, m)."""
    if shown:
        return {
            "params": {
                "Q": np.array([[1.0, 0.0, 1.0, 0.0], [0.0, 2.0, 0.0, 0.0], [1.0, 0.0, 0.0, -1.0]]),
                "K": np.array([[1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 1.0], [2.0, 0.0, 0.0, 0.0]]),
                "V": np.array([[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]]),
            },
            "G": np.array([[1.0, 1.0], [-1.0, 2.0], [0.5, -1.0]]),
            "sizes": {"T": 3, "d": 4, "m": 2},
        }
    t, d, m = int(rng.choice([5, 6])), int(rng.choice([2, 3])), int(rng.choice([4, 7]))
    return {
        "params": {"Q": rng.randn(t, d), "K": rng.randn(t, d), "V": rng.randn(t, m)},
        "G": rng.randn(t, m),
        "sizes": {"T": t, "d": d, "m": m},
    }


@given
def use(function, draw):
    """One call with the upstream gradient, the queries, the keys and the values."""
    params = draw["params"]
    return function(draw["G"], params["Q"], params["K"], params["V"])


def loss(params, draw, probes):
    """A loss whose gradient by the outputs is exactly G; zeros are added to the scores before the softmax."""
    Q, K, V = params["Q"], params["K"], params["V"]
    S = Q @ K.T / np.sqrt(Q.shape[1]) + probes["dS"]
    outputs = [softmax(S[i : i + 1, : i + 1]) @ V[: i + 1] for i in range(len(Q))]
    return np.sum(np.concatenate(outputs) * draw["G"])


def causal_attention_backward(G, Q, K, V):
    c = np.sqrt(Q.shape[1])
    keep = np.tri(len(Q))
    S = np.where(keep > 0, Q @ K.T / c, -np.inf)
    A = softmax(S)
    dA = G @ V.T
    mean = np.sum(dA * A, axis=1, keepdims=True)
    dS = A * (dA - mean)
    return {
        "Q": dS @ K / c,
        "K": dS.T @ Q / c,
        "V": A.T @ G,
        "dS": dS,
    }
