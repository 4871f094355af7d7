"""The population's ten models: numpy networks with right gradients and the mistakes that people make in
them.

`build(model, seed, x, y)` draws a problem with inputs scaled by x and targets by y. Every mistake is a
change of the right gradient that someone has made, under a name, with the family that a diagnosis should
find ("" for none).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Params = dict[str, Any]


@dataclass
class Case:
    """One drawn problem: a loss, its parameters, the right gradient, and wrong ones by name."""

    model: str
    params: Params
    loss: Callable[[Params], float]
    right: Params
    wrong: dict[str, Params] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def zeros(self) -> tuple[str, ...]:
        """Arrays whose true gradient is 0 and consists of rounding: a bias that a batch norm takes out
        again.
        """
        return ("c",) if self.model == "batchnorm" else ()


def log_softmax(z):
    z = z - z.max(axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def linreg(random, x, y):
    n, d, k = 7, 4, 4
    X, Y = x * random.randn(n, d), y * random.randn(n, k)

    def loss(p):
        return np.mean((X @ p["W"] + p["b"] - Y) ** 2)

    def gradient(p, mistake=""):
        D = 2 * (X @ p["W"] + p["b"] - Y) / (n * k)
        D = D * {"no-2": 0.5, "no-mean": n, "mean-twice": 1 / n, "sum": n * k, "sign": -1}.get(mistake, 1)
        W = X.T @ D
        b = {
            "bias-mean": D.mean(0),
            "bias-first": D[0],
            "bias-total": np.full(k, D.sum()),
            "bias-zero": 0 * D[0],
        }
        return {"W": W.T if mistake == "transposed" else W, "b": b.get(mistake, D.sum(0))}

    mistakes = {
        "no-2": "factor", "no-mean": "factor", "mean-twice": "factor", "sum": "factor", "sign": "sign",
        "transposed": "transposed", "bias-mean": "bias-reduction", "bias-first": "bias-reduction",
        "bias-total": "bias-reduction", "bias-zero": "zero",
    }  # fmt: skip
    return {"W": random.randn(d, k), "b": random.randn(k)}, loss, gradient, mistakes, {"n": n, "d": d, "k": k}


def ridge(random, x, y):
    n, d, rate = 8, 5, 10 ** random.uniform(-6, -1)
    X, Y = x * random.randn(n, d), y * random.randn(n, 1)

    def loss(p):
        return np.mean((X @ p["W"] + p["b"] - Y) ** 2) + rate * np.sum(p["W"] ** 2)

    def gradient(p, mistake=""):
        D = 2 * (X @ p["W"] + p["b"] - Y) / n
        c = {"missing": 0, "no-2": rate, "sign": -2 * rate}.get(mistake, 2 * rate)
        return {"W": X.T @ D + c * p["W"], "b": D.sum(0) + (2 * rate * p["b"] if mistake == "on-bias" else 0)}

    mistakes = {"missing": "penalty", "no-2": "penalty", "sign": "penalty", "on-bias": ""}
    return {"W": random.randn(d, 1), "b": random.randn(1)}, loss, gradient, mistakes, {"n": n, "d": d}


def logreg(random, x, y):
    n, d = 9, 5
    X, Y = x * random.randn(n, d), (random.random_sample((n, 1)) < 0.5).astype(float)

    def loss(p):
        z = X @ p["W"] + p["b"]
        a = sigmoid(z)
        return -np.mean(Y * np.log(a + 1e-15) + (1 - Y) * np.log(1 - a + 1e-15))

    def gradient(p, mistake=""):
        a = sigmoid(X @ p["W"] + p["b"])
        D = (a - Y) / n
        D = D * {"no-mean": n, "sign": -1, "extra-slope": a * (1 - a)}.get(mistake, 1)
        D = (a > 0.5) / n - Y / n if mistake == "thresholded" else D
        return {"W": X.T @ D, "b": D.sum(0)}

    mistakes = {"no-mean": "factor", "sign": "sign", "extra-slope": "", "thresholded": ""}
    params = {"W": random.randn(d, 1) / max(x, 1), "b": 0.3 * random.randn(1)}
    return params, loss, gradient, mistakes, {"n": n, "d": d}


def softmax(random, x, y):
    n, d, k = 8, 4, 3
    X, Y = x * random.randn(n, d), np.eye(k)[random.randint(0, k, n)]

    def loss(p):
        return -np.mean(np.sum(Y * log_softmax(X @ p["W"] + p["b"]), axis=-1))

    def gradient(p, mistake=""):
        z = X @ p["W"] + p["b"]
        q = np.exp(log_softmax(z))
        D = (q - Y) / n
        e = np.exp(z - z.max())
        D = {"no-y": q / n, "over-k": D / k, "diagonal": -Y * (1 - q) / n, "sign": -D}.get(mistake, D)
        D = (e / e.sum(0) - Y) / n if mistake == "axis" else D
        return {"W": X.T @ D, "b": D.mean(0) if mistake == "bias-mean" else D.sum(0)}

    mistakes = {"no-y": "softmax", "over-k": "factor", "diagonal": "softmax", "axis": "", "sign": "sign"}
    mistakes["bias-mean"] = "bias-reduction"
    params = {"W": random.randn(d, k) / max(x, 1), "b": random.randn(k)}
    return params, loss, gradient, mistakes, {"n": n, "d": d, "k": k}


def mlp(activation):
    act, slope = {
        "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
        "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)),
    }[activation]

    def draw(random, x, y):
        n, d, h, k = 6, 4, 4, 3
        X, Y = x * random.randn(n, d), y * random.randn(n, k)
        squares = activation == "tanh"
        Y = Y if squares else np.eye(k)[random.randint(0, k, n)]

        def loss(p):
            o = act(X @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"]
            return np.mean((o - Y) ** 2) if squares else -np.mean(np.sum(Y * log_softmax(o), axis=-1))

        def gradient(p, mistake=""):
            z = X @ p["W1"] + p["b1"]
            a = act(z)
            o = a @ p["W2"] + p["b2"]
            D = 2 * (o - Y) / (n * k) if squares else (np.exp(log_softmax(o)) - Y) / n
            W2 = (z if mistake == "W2-from-z" else a).T @ D
            back = p["W2"] - 0.01 * W2 if mistake == "stale" else p["W2"]
            da = D @ (np.resize(back, (k, h)) if mistake == "not-transposed" else back.T)
            s = {"no-slope": np.ones_like(z), "slope-at-a": slope(a), "slope-is-act": a}.get(
                mistake, slope(z)
            )
            dz = da * s
            b1 = dz.mean(0) if mistake == "bias-mean" else dz.sum(0)
            return {"W1": X.T @ dz, "b1": b1, "W2": W2, "b2": D.sum(0)}

        mistakes = {
            "W2-from-z": "own-line", "stale": "inner-layer", "not-transposed": "inner-layer",
            "no-slope": "inner-layer", "slope-at-a": "inner-layer", "slope-is-act": "inner-layer",
            "bias-mean": "bias-reduction",
        }  # fmt: skip
        params = {
            "W1": 0.7 * random.randn(d, h) / max(x, 1),
            "b1": 0.3 * random.randn(h),
            "W2": random.randn(h, k),
            "b2": random.randn(k),
        }
        return params, loss, gradient, mistakes, {"n": n, "d": d, "h": h, "k": k}

    return draw


def conv(random, x, y):
    n, size, c = 3, 6, 2
    X, Y = x * random.randn(n, size, size), y * random.randn(n, c, 4, 4)
    windows = np.lib.stride_tricks.sliding_window_view(X, (3, 3), axis=(1, 2))

    def forward(p):
        return np.einsum("nijab,cab->ncij", windows, p["K"]) + p["b"][:, None, None]

    def loss(p):
        return np.mean((forward(p) - Y) ** 2)

    def gradient(p, mistake=""):
        D = 2 * (forward(p) - Y) / Y.size
        K = np.einsum("nijab,ncij->cab", windows, D)
        changed = {"flipped": K[:, ::-1, ::-1], "turned": K.swapaxes(1, 2), "channels": K[::-1]}
        if mistake == "first-image":
            changed[mistake] = np.einsum("nijab,ncij->cab", windows[:1], D[:1])
        b = D.sum(0)[:, 0, 0] if mistake == "bias-batch-only" else D.sum((0, 2, 3))
        return {"K": changed.get(mistake, K), "b": b}

    mistakes = {
        "flipped": "permuted",
        "turned": "permuted",
        "channels": "permuted",
        "first-image": "own-line",
    }
    mistakes["bias-batch-only"] = "bias-reduction"
    return {"K": random.randn(c, 3, 3), "b": random.randn(c)}, loss, gradient, mistakes, {"n": n, "c": c}


def norm(axis):
    def draw(random, x, y):
        n, d, k, eps = 8, 4, 3, 1e-5
        X, Y = x * random.randn(n, d), y * random.randn(n, k)

        def parts(p):
            z = X @ p["W"] + p["c"]
            s = 1 / np.sqrt(z.var(axis, keepdims=True) + eps)
            return z, s, (z - z.mean(axis, keepdims=True)) * s

        def loss(p):
            return np.mean(((parts(p)[2] * p["g"] + p["b"]) @ p["V"] - Y) ** 2)

        def gradient(p, mistake=""):
            z, s, u = parts(p)
            o = u * p["g"] + p["b"]
            D = 2 * (o @ p["V"] - Y) / Y.size
            do = D @ p["V"].T
            du = do * p["g"]
            mean = 0 if mistake in ("no-mean", "constants") else du.mean(axis, keepdims=True)
            spread = 0 if mistake in ("no-var", "constants") else u * (du * u).mean(axis, keepdims=True)
            if mistake == "unbiased":
                spread = u * (du * u).sum(axis, keepdims=True) / (z.shape[axis] - 1)
            dz = s * (du - mean - spread)
            g = (do * (z if mistake == "gamma-from-z" else u)).sum(0)
            return {"W": X.T @ dz, "c": dz.sum(0), "g": g, "b": do.sum(0), "V": o.T @ D}

        mistakes = dict.fromkeys(("no-mean", "no-var", "constants", "unbiased"), "inner-layer")
        params = {
            "W": random.randn(d, d),
            "c": random.randn(d),
            "g": 1 + 0.3 * random.randn(d),
            "b": 0.3 * random.randn(d),
            "V": random.randn(d, k),
        }
        return params, loss, gradient, mistakes | {"gamma-from-z": ""}, {"n": n, "d": d, "k": k}

    return draw


def attention(random, x, y):
    n, t, d = 2, 4, 3
    X, Y = x * random.randn(n, t, d), y * random.randn(n, t, d)

    def parts(p):
        q, k, v = X @ p["Wq"], X @ p["Wk"], X @ p["Wv"]
        return q, k, v, np.exp(log_softmax(q @ k.swapaxes(-1, -2) / np.sqrt(d)))

    def loss(p):
        *_, v, a = parts(p)
        return np.mean((a @ v - Y) ** 2)

    def gradient(p, mistake=""):
        q, k, v, a = parts(p)
        D = 2 * (a @ v - Y) / Y.size
        dv, da = (a if mistake == "not-transposed" else a.swapaxes(-1, -2)) @ D, D @ v.swapaxes(-1, -2)
        ds = a * (da - (da * a).sum(-1, keepdims=True))
        ds = {"diagonal": a * (1 - a) * da, "no-softmax": da}.get(mistake, ds)
        ds = ds / (1 if mistake == "no-root" else np.sqrt(d))
        dq, dk = ds @ k, ds.swapaxes(-1, -2) @ q
        dq, dk = (dk, dq) if mistake == "swapped" else (dq, dk)
        return {w: np.einsum("ntd,nte->de", X, g) for w, g in (("Wq", dq), ("Wk", dk), ("Wv", dv))}

    mistakes = {"not-transposed": "", "diagonal": "inner-layer", "no-softmax": "inner-layer"}
    mistakes |= {"no-root": "inner-layer", "swapped": "swapped"}
    shrink = {"Wq": max(x, 1), "Wk": max(x, 1), "Wv": 1}
    params = {name: 0.6 * random.randn(d, d) / by for name, by in shrink.items()}
    return params, loss, gradient, mistakes, {"n": n, "t": t, "d": d}


MODELS = {
    "linreg": linreg,
    "ridge": ridge,
    "logreg": logreg,
    "softmax": softmax,
    "mlp-tanh": mlp("tanh"),
    "mlp-relu": mlp("relu"),
    "conv": conv,
    "batchnorm": norm(0),
    "layernorm": norm(1),
    "attention": attention,
}


def build(model: str, seed: int, x: float, y: float) -> tuple[Case, dict[str, str]]:
    """The drawn case and the family that each of its mistakes belongs to."""
    random = np.random.RandomState([seed, list(MODELS).index(model)])
    params, loss, gradient, families, sizes = MODELS[model](random, x, y)
    case = Case(model, params, loss, gradient(params), sizes=sizes)
    for name in families:
        case.wrong[name] = gradient(params, name)
    families = dict(families)
    for name, (family, change) in generic(seed).items():
        case.wrong[name], families[name] = change(case.right, params), family
    return case, families


def generic(seed: int) -> dict[str, tuple[str, Callable[[Params, Params], Params]]]:
    """Mistakes that any gradient can have: entries off, zeros, signs, penalties, clipping."""
    random = np.random.RandomState([seed, 99])

    def one_entry(relative):
        def change(right, params):
            out = {name: g.copy() for name, g in right.items()}
            g = out[list(out)[random.randint(len(out))]].reshape(-1)
            g[random.randint(g.size)] *= 1 + relative * random.choice([-1, 1])
            return out

        return change

    def one_array(rule):
        def change(right, params):
            name = list(right)[random.randint(len(right))]
            return right | {name: rule(right[name], params[name])}

        return change

    def every(factor):
        return lambda right, params: {name: factor * g for name, g in right.items()}

    changes = {f"entry-{r:g}": ("entry", one_entry(r)) for r in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6)}
    changes |= {f"all-{r:g}": ("factor", every(1 + r)) for r in (1e-2, 1e-4, 1e-6)}
    changes |= {"double": ("factor", every(2)), "half": ("factor", every(0.5)), "minus": ("sign", every(-1))}
    changes |= {
        "zero": ("zero", one_array(lambda g, p: 0 * g)),
        "negative": ("sign", one_array(lambda g, p: -g)),
        "extra-penalty": ("penalty", one_array(lambda g, p: g + 1e-2 * p)),
        "small-penalty": ("penalty", one_array(lambda g, p: g + 1e-4 * p)),
        "absolute": ("absolute", one_array(lambda g, p: np.abs(g))),
        "sign-only": ("sign-only", one_array(lambda g, p: np.sign(g))),
        "rolled": ("permuted", one_array(lambda g, p: np.roll(g, 1))),
        "clipped": (
            "clipped",
            one_array(lambda g, p: g.clip(-np.median(abs(g)), np.median(abs(g)))),
        ),
    }
    return changes
