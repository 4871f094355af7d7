"""Other gradient checkers, each as a function (case, answer) -> "correct" | "wrong" | "undecided".

Every entry of RIVALS is a function that imports what it needs and returns the checker, or None when that is
not installed. Tolerances are the libraries' defaults; scipy has none, and gets what its users assert.
"""

import warnings

import numpy as np

from tui_tutor.gradcheck import compare

SLOW = ("jax check_grads", "torch gradcheck, slow")


def ours():
    return lambda case, answer: compare(case.loss, answer, case.params, sizes=case.sizes).verdict


def loop(case, h):
    """The plain central-difference loop over every entry."""
    params = {name: p.copy() for name, p in case.params.items()}
    numeric = {name: np.zeros(p.shape) for name, p in params.items()}
    for name, p in params.items():
        flat = p.reshape(-1)
        for i in range(flat.size):
            kept = flat[i]
            flat[i] = kept + h
            up = case.loss(params)
            flat[i] = kept - h
            down = case.loss(params)
            flat[i] = kept
            numeric[name].reshape(-1)[i] = (up - down) / (2 * h)
    return numeric


def naive():
    """h = 1e-4, and every entry within 1e-5."""

    def check(case, answer):
        numeric = loop(case, 1e-4)
        return word(all(np.all(np.abs(answer[k] - n) <= 1e-5) for k, n in numeric.items()))

    return check


def cs231n(tolerance):
    """h = 1e-5, and |a - n| / (|a| + |n|) of every entry within the tolerance."""

    def check(case, answer):
        numeric = loop(case, 1e-5)
        return word(
            all(
                np.all(np.abs(answer[k] - n) <= tolerance * (abs(answer[k]) + abs(n)))
                for k, n in numeric.items()
            )
        )

    return lambda: check


def word(agrees):
    return "correct" if agrees else "wrong"


def scipy():
    """check_grad returns the length of the difference; below 1e-6 is what one asserts."""
    try:
        from scipy.optimize import check_grad
    except ImportError:
        return None

    def check(case, answer):
        names = list(case.params)
        ends = np.cumsum([case.params[name].size for name in names])[:-1]

        def loss(x):
            parts = np.split(x, ends)
            return case.loss({n: a.reshape(case.params[n].shape) for n, a in zip(names, parts, strict=True)})

        x, g = (np.concatenate([arrays[n].ravel() for n in names]) for arrays in (case.params, answer))
        return word(check_grad(loss, lambda _: g, x) < 1e-6)

    return check


def flat_loss(case):
    """The loss of the arrays in the order of the parameters."""
    names = list(case.params)
    return lambda *arrays: float(
        case.loss(dict(zip(names, (np.asarray(a, np.float64) for a in arrays), strict=True)))
    )


def torch(fast):
    def start():
        try:
            import torch
        except ImportError:
            return None

        def check(case, answer):
            loss = flat_loss(case)

            class Wrapped(torch.autograd.Function):
                @staticmethod
                def forward(ctx, *arrays):
                    return torch.tensor(loss(*(a.detach().numpy() for a in arrays)), dtype=torch.float64)

                @staticmethod
                def backward(ctx, out):
                    return tuple(
                        out * torch.tensor(np.ascontiguousarray(answer[name])) for name in case.params
                    )

            inputs = [torch.tensor(p, requires_grad=True) for p in case.params.values()]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return word(
                    torch.autograd.gradcheck(
                        Wrapped.apply,
                        inputs,
                        fast_mode=fast,
                        raise_exception=False,
                        check_undefined_grad=False,
                    )
                )

        return check

    return start


def jax():
    try:
        import jax
        from jax import numpy as jnp
        from jax.test_util import check_grads
    except ImportError:
        return None
    jax.config.update("jax_platforms", "cpu")
    jax.config.update("jax_enable_x64", True)
    number = jax.ShapeDtypeStruct((), jnp.float64)

    def check(case, answer):
        loss = flat_loss(case)

        @jax.custom_vjp
        def wrapped(*arrays):
            return jax.pure_callback(lambda *a: np.float64(loss(*a)), number, *arrays)

        wrapped.defvjp(
            lambda *arrays: (wrapped(*arrays), None),
            lambda _, out: tuple(out * jnp.asarray(answer[name]) for name in case.params),
        )
        verdict = passes(check_grads, wrapped, tuple(map(jnp.asarray, case.params.values())), 1, ("rev",))
        jax.clear_caches()  # every check compiles functions of its own
        return verdict

    return check


def autograd():
    try:
        from autograd.extend import defvjp, primitive
        from autograd.test_util import check_grads
    except ImportError:
        return None

    def check(case, answer):
        loss = flat_loss(case)
        wrapped = primitive(lambda *arrays: np.float64(loss(*arrays)))
        defvjp(wrapped, *(lambda out, *_, g=answer[name]: lambda v: v * g for name in case.params))
        every = tuple(range(len(case.params)))
        return passes(check_grads(wrapped, every, modes=["rev"], order=1), *case.params.values())

    return check


def passes(run, *arguments):
    """Whether a checker that raises AssertionError does not."""
    try:
        run(*arguments)
    except AssertionError:
        return "wrong"
    return "correct"


RIVALS = {
    "tutor": ours,
    "torch gradcheck, slow": torch(fast=False),
    "torch gradcheck, fast": torch(fast=True),
    "jax check_grads": jax,
    "autograd check_grads": autograd,
    "scipy check_grad < 1e-6": scipy,
    "CS231n, 1e-7": cs231n(1e-7),
    "CS231n, 1e-5": cs231n(1e-5),
    "h = 1e-4, within 1e-5": naive,
}
