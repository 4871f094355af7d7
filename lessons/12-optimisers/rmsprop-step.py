"""RMSProp: each weight's step is divided by the usual size of its own gradient."""

import numpy as np
from exercise import given


def draw(rng, shown):
    """A weight, its gradients at several steps, s of zeros: (d,) on the shown data, (d, k) on hidden data.

    The last weight never has a gradient; the others have gradients of very different sizes.
    """
    if shown:
        return {
            "w": np.array([1.0, 1.0, 1.0]),
            "gradients": [
                np.array([4.0, -400.0, 0.0]),
                np.array([2.0, -200.0, 0.0]),
                np.array([2.0, 200.0, 0.0]),
            ],
            "s": np.zeros(3),
            "settings": {"lr": 0.1, "rho": 0.75, "eps": 1e-10},
            "sizes": {"d": 3},
        }
    d, k = int(rng.choice([4, 5])), 2
    sizes = 10 ** rng.uniform(-2, 2, (d, k))
    sizes[-1, -1] = 0
    return {
        "w": rng.randn(d, k),
        "gradients": [sizes * rng.randn(d, k) for _ in range(3)],
        "s": np.zeros((d, k)),
        "settings": {"lr": float(rng.uniform(0.02, 0.08)), "rho": float(rng.uniform(0.6, 0.8)), "eps": 1e-3},
        "sizes": {"d": d, "k": k},
    }


@given
def use(function, draw):
    """One step after the other; each gets the w and the s that the one before returned."""
    w, s, compared = draw["w"], draw["s"], {}
    for step, gradient in enumerate(draw["gradients"], 1):
        answer = function(w, gradient, s, **draw["settings"])
        if not isinstance(answer, tuple) or len(answer) != 2:
            raise TypeError("rmsprop_step returns two arrays: w, s")
        w, s = answer
        compared[f"w {step}"] = np.array(w)
    return {**compared, "s": np.array(s)}


def expected(draw):
    """Each mean of squares as a weighted sum over all gradients so far; the sign and the quotient apart."""
    lr, rho, eps = (draw["settings"][name] for name in ("lr", "rho", "eps"))
    w, compared = draw["w"], {}
    for step, gradient in enumerate(draw["gradients"], 1):
        shares = (1 - rho) * rho ** np.arange(step - 1, -1, -1)
        s = np.tensordot(shares, np.square(draw["gradients"][:step]), axes=1)
        w = w - np.sign(gradient) * lr / ((s**0.5 + eps) / np.maximum(np.abs(gradient), 1e-300))
        compared[f"w {step}"] = w
    return {**compared, "s": s}


def rmsprop_step(w, g, s, lr=0.01, rho=0.9, eps=1e-8):
    s = rho * s + (1 - rho) * g**2
    w = w - lr * g / (np.sqrt(s) + eps)
    return w, s
