"""A recurrent network backwards through time: the same matrices at every step, a loss at every step."""

import numpy as np
from neural_network import rnn_forward


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
