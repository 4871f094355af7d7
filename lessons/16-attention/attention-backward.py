"""Attention, backwards: two products, a softmax between them, and a scale."""

import numpy as np
from exercise import given
from neural_network import adam_step, embedding, softmax, softmax_cross_entropy


def draw(rng, shown):
    """Queries Q (T, d), keys K (T, d), values V (T, m) and the upstream gradient G (T, m)."""
    if shown:
        return {
            "params": {
                "Q": np.array([[2.0, 0.0, 0.0, 1.0], [0.0, 1.0, -1.0, 0.0], [1.0, 0.0, 1.0, 1.0]]),
                "K": np.array([[1.0, 0.0, 0.0, 1.0], [0.0, 2.0, -1.0, 0.0], [0.0, 1.0, 1.0, -1.0]]),
                "V": np.array([[1.0, 0.0], [0.0, 2.0], [-1.0, 1.0]]),
            },
            "G": np.array([[1.0, -1.0], [0.0, 2.0], [0.5, 1.0]]),
            "sizes": {"T": 3, "d": 4, "m": 2},
        }
    t, d, m = int(rng.choice([5, 7])), int(rng.choice([2, 3])), int(rng.choice([4, 6]))
    return {
        "params": {"Q": rng.randn(t, d), "K": rng.randn(t, d), "V": rng.randn(t, m)},
        "G": rng.randn(t, m),
        "sizes": {"T": t, "d": d, "m": m},
    }


def curve_data(rng):
    """64 rows of six letters out of five, to be written backwards; 200 other rows to be asked."""
    letters, places, d = 5, 6, 16
    return {
        "ids": rng.randint(0, letters, (64, places)),
        "unseen": rng.randint(0, letters, (200, places)),
        "params": {
            "E": 0.5 * rng.randn(letters, d),
            "P": 0.5 * rng.randn(places, d),
            "Wq": rng.randn(d, d) / np.sqrt(d),
            "Wk": rng.randn(d, d) / np.sqrt(d),
            "Wv": rng.randn(d, d) / np.sqrt(d),
            "Wo": rng.randn(d, letters) / np.sqrt(d),
        },
        "sizes": {"n": 64},
    }


@given
def forward(row, params):
    """A row of letters as words that know their place: X, its queries, keys and values, and the outputs."""
    X = embedding(params["E"], row) + params["P"]
    Q, K, V = X @ params["Wq"], X @ params["Wk"], X @ params["Wv"]
    return X, Q, K, V, softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ V


@given
def curve_step(function, draw, rate, state):
    """One step of Adam on a batch of rows. All that is asked of every row is to stand there backwards."""
    ids, params = draw["ids"], draw["params"]
    t, kept = state or (0, {name: (np.zeros(w.shape), np.zeros(w.shape)) for name, w in params.items()})
    slopes = {name: np.zeros_like(w) for name, w in params.items()}
    for row in ids:
        X, Q, K, V, out = forward(row, params)
        right = np.eye(len(params["E"]))[row[::-1]]
        dscores = (softmax(out @ params["Wo"]) - right) / ids.size
        found = function(dscores @ params["Wo"].T, Q, K, V)
        slopes["Wo"] += out.T @ dscores
        for name, of in (("Wq", "Q"), ("Wk", "K"), ("Wv", "V")):
            slopes[name] += X.T @ found[of]
            slopes["P"] += found[of] @ params[name].T
            np.add.at(slopes["E"], row, found[of] @ params[name].T)
    moved = {name: adam_step(w, slopes[name], *kept[name], t + 1, lr=rate) for name, w in params.items()}
    return (
        {name: w for name, (w, _, _) in moved.items()},
        (t + 1, {name: (m, v) for name, (_, m, v) in moved.items()}),
    )


def curve_loss(params, draw):
    """The mean cross-entropy of all letters."""
    scores = np.concatenate([forward(row, params)[-1] @ params["Wo"] for row in draw["ids"]])
    right = np.eye(len(params["E"]))[draw["ids"][:, ::-1].ravel()]
    return softmax_cross_entropy(scores, right)


def letters_right_in_unseen_rows(params, draw):
    """What the curve reports at its end."""
    written = [(forward(row, params)[-1] @ params["Wo"]).argmax(1) for row in draw["unseen"]]
    return float(np.mean(np.array(written) == draw["unseen"][:, ::-1]))


@given
def use(function, draw):
    """One call with the upstream gradient, the queries, the keys and the values."""
    params = draw["params"]
    return function(draw["G"], params["Q"], params["K"], params["V"])


def loss(params, draw, probes):
    """A loss whose gradient by the outputs is exactly G; zeros are added to the scores and to the weights."""
    Q, K, V = params["Q"], params["K"], params["V"]
    S = Q @ K.T / np.sqrt(Q.shape[1]) + probes["dS"]
    A = softmax(S) + probes["dA"]
    return np.sum((A @ V) * draw["G"])


def attention_backward(G, Q, K, V):
    c = np.sqrt(Q.shape[1])
    A = softmax(Q @ K.T / c)
    dA = G @ V.T
    dS = A * (dA - np.sum(dA * A, axis=1, keepdims=True))
    return {
        "Q": dS @ K / c,
        "K": dS.T @ Q / c,
        "V": A.T @ G,
        "dA": dA,
        "dS": dS,
    }
