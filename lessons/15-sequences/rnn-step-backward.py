"""One step of a recurrent network backwards: an affine layer with two inputs, then tanh."""

import numpy as np
from exercise import given
from neural_network import rnn_step


def draw(rng, shown):
    """x (n, d), h (n, H), Wx (d, H), Wh (H, H), b (1, H), all differentiated; upstream gradient G (n, H)."""
    if shown:
        return {
            "params": {
                "x": np.array([[1.0, 0.0, -1.0], [0.5, 2.0, 0.0]]),
                "h": np.array([[0.5, -0.5, 0.0, 0.25], [0.0, 0.75, -0.25, 0.5]]),
                "Wx": np.array([[0.5, 0.0, -1.0, 0.25], [0.25, -0.5, 0.5, 0.0], [0.0, 1.0, 0.25, -0.5]]),
                "Wh": np.array(
                    [
                        [0.5, -1.0, 0.0, 0.25],
                        [0.0, 0.5, 1.0, -0.5],
                        [1.0, 0.25, -0.5, 0.0],
                        [-0.25, 0.0, 0.5, 1.0],
                    ]
                ),
                "b": np.array([[0.1, 0.0, -0.2, 0.3]]),
            },
            "G": np.array([[1.0, -1.0, 0.5, 2.0], [0.0, 3.0, -2.0, 1.0]]),
            "sizes": {"n": 2, "d": 3, "H": 4},
        }
    n, d, H = int(rng.choice([5, 7])), 6, 3
    return {
        "params": {
            "x": 0.5 * rng.randn(n, d),
            "h": 0.5 * rng.randn(n, H),
            "Wx": 0.5 * rng.randn(d, H),
            "Wh": 0.5 * rng.randn(H, H),
            "b": 0.5 * rng.randn(1, H),
        },
        "G": rng.randn(n, H),
        "sizes": {"n": n, "d": d, "H": H},
    }


@given
def use(function, draw):
    """The forward step, then the learner's way back."""
    p = draw["params"]
    h_new = rnn_step(p["x"], p["h"], p["Wx"], p["Wh"], p["b"])
    return function(draw["G"], p["x"], p["h"], h_new, p["Wx"], p["Wh"])


def loss(params, draw, probes):
    """A loss whose gradient by the new state is exactly G; a probe is added in front of tanh."""
    p = params
    return np.sum(np.tanh(p["x"] @ p["Wx"] + p["h"] @ p["Wh"] + p["b"] + probes["dz"]) * draw["G"])


def rnn_step_backward(G, x, h, h_new, Wx, Wh):
    dz = G * (1 - h_new**2)
    return {
        "x": dz @ Wx.T,
        "h": dz @ Wh.T,
        "Wx": x.T @ dz,
        "Wh": h.T @ dz,
        "b": np.sum(dz, axis=0, keepdims=True),
        "dz": dz,
    }
