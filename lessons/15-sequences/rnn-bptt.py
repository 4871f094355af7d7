"""A recurrent network backwards through time: the same matrices at every step, a loss at every step."""

import numpy as np
from exercise import given
from neural_network import adam_step, rnn_forward, softmax, softmax_cross_entropy

TEXT = "january february march april may june july august september october november december "
READ = 8  # letters


def draw(rng, shown):
    """xs (T, n, d), the upstream gradients Gs (T, n, H) of the states, Wx (d, H), Wh (H, H), b (1, H).

    Hidden sequences are shorter than the shown one, so that their steps have names that the learner has seen.
    """
    T, n, d, H = (4, 2, 3, 5) if shown else (3, int(rng.choice([5, 6])), 2, 4)
    shapes = {"xs": (T, n, d), "Gs": (T, n, H), "Wx": (d, H), "Wh": (H, H), "b": (1, H)}
    arrays = {name: np.round(rng.randn(*shape), 1) / 2 for name, shape in shapes.items()}
    return {
        "xs": arrays["xs"],
        "Gs": 2 * arrays["Gs"],
        "params": {name: arrays[name] for name in ("Wx", "Wh", "b")},
        "sizes": {"T": T, "n": n, "d": d, "H": H},
    }


def curve_data(rng):
    """The months, letter by letter and round and round: from every place eight letters, and after each the next."""
    letters = sorted(set(TEXT))
    ids = np.array([letters.index(letter) for letter in TEXT])
    places = np.arange(READ + 1)[:, None] + np.arange(len(TEXT))
    text = np.eye(len(letters))[ids[places % len(TEXT)]]
    V, H = len(letters), 16
    return {
        "xs": text[:-1],
        "next": text[1:],
        "params": {
            "Wx": 0.3 * rng.randn(V, H),
            "Wh": np.eye(H) + 0.1 * rng.randn(H, H),
            "b": np.zeros((1, H)),
            "Wy": 0.3 * rng.randn(H, V),
            "c": np.zeros((1, V)),
        },
        "sizes": {"n": len(TEXT)},
    }


@given
def scores_of(hs, params):
    """Of every letter to be the next one, after every step: hs (T + 1, n, H) -> (T, n, V)."""
    return hs[1:] @ params["Wy"] + params["c"]


@given
def curve_step(function, draw, rate, state):
    """One step of Adam. What comes from behind every state is the slope of its own guess."""
    xs, params = draw["xs"], draw["params"]
    t, kept = state or (0, {name: (np.zeros(w.shape), np.zeros(w.shape)) for name, w in params.items()})
    hs = rnn_forward(xs, np.zeros((xs.shape[1], len(params["Wh"]))), params["Wx"], params["Wh"], params["b"])
    dscores = (softmax(scores_of(hs, params)) - draw["next"]) / (xs.shape[0] * xs.shape[1])
    inner = {name: params[name] for name in ("Wx", "Wh", "b")}
    slopes = {
        **function(xs, dscores @ params["Wy"].T, inner),
        "Wy": np.einsum("tnh,tnv->hv", hs[1:], dscores),
        "c": np.sum(dscores, axis=(0, 1))[None],
    }
    moved = {name: adam_step(w, slopes[name], *kept[name], t + 1, lr=rate) for name, w in params.items()}
    return (
        {name: w for name, (w, _, _) in moved.items()},
        (t + 1, {name: (m, v) for name, (_, m, v) in moved.items()}),
    )


def all_scores(params, draw):
    """(T, n, V)."""
    h0 = np.zeros((draw["xs"].shape[1], len(params["Wh"])))
    return scores_of(rnn_forward(draw["xs"], h0, params["Wx"], params["Wh"], params["b"]), params)


def curve_loss(params, draw):
    """The mean cross-entropy of all guesses."""
    scores, right = all_scores(params, draw), draw["next"]
    return softmax_cross_entropy(scores.reshape(-1, scores.shape[-1]), right.reshape(-1, right.shape[-1]))


def letters_foreseen_after_eight(params, draw):
    """What the curve reports at its end: the share of right guesses after the last letter that was read."""
    return float(np.mean(all_scores(params, draw)[-1].argmax(1) == draw["next"][-1].argmax(1)))


def loss(params, draw, probes):
    """The sum over the steps of G_t times h_t; probes are added before and behind every tanh."""
    h, total = np.zeros_like(draw["Gs"][0]), 0.0
    for t, (x, G) in enumerate(zip(draw["xs"], draw["Gs"], strict=True), start=1):
        z = x @ params["Wx"] + h @ params["Wh"] + params["b"] + probes[f"dz{t}"]
        h = np.tanh(z) + probes[f"dh{t}"]
        total += np.sum(h * G)
    return total


def rnn_bptt(xs, Gs, params):
    Wx, Wh = params["Wx"], params["Wh"]
    h0 = np.zeros((xs.shape[1], len(Wh)))
    hs = rnn_forward(xs, h0, Wx, Wh, params["b"])
    grads = {}
    for name, p in params.items():
        grads[name] = np.zeros_like(p)
    carry = np.zeros_like(h0)
    for t in range(len(xs), 0, -1):
        dh = Gs[t - 1] + carry
        dz = dh * (1 - hs[t] ** 2)
        grads["Wx"] += xs[t - 1].T @ dz
        grads["Wh"] += hs[t - 1].T @ dz
        grads["b"] += np.sum(dz, axis=0, keepdims=True)
        carry = dz @ Wh.T
        grads[f"dh{t}"], grads[f"dz{t}"] = dh, dz
    return grads
