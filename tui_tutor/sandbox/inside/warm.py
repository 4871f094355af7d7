"""What a call may import is imported before the lock, because afterwards no file can be opened at all."""

import contextlib
import importlib
import linecache
import os
import pkgutil
import sys
import traceback
import warnings
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tui_tutor.sandbox.inside.rehearsal import rehearse

if TYPE_CHECKING:
    from collections.abc import Callable


def _named(modules: str) -> tuple[str, ...]:
    return tuple(modules.split())


STANDARD = _named(
    "abc argparse array ast atexit base64 bisect builtins calendar cmath codecs collections collections.abc "
    "colorsys contextlib copy ctypes csv dataclasses datetime decimal difflib dis encodings.ascii "
    "encodings.idna encodings.latin_1 encodings.utf_8 encodings.utf_16 enum errno fractions functools gc "
    "graphlib hashlib heapq importlib inspect io itertools json keyword linecache locale logging math mmap "
    "numbers operator os pathlib pickle platform pprint pydoc queue random re reprlib secrets select shutil "
    "signal socket statistics string struct subprocess sys tempfile textwrap threading time timeit token "
    "tokenize traceback types typing unittest unittest.mock uuid warnings weakref zlib"
)
NUMPY = _named(
    "numpy numpy.char numpy.fft numpy.lib numpy.lib.scimath numpy.lib.stride_tricks numpy.linalg numpy.ma "
    "numpy.polynomial numpy.polynomial.polynomial numpy.random numpy.rec numpy.testing numpy.typing"
)
NUMPY_WHEN_THERE = _named("numpy.strings numpy.exceptions numpy.dtypes")
LIBRARY = "tui_tutor.neural_network"
ROOMS = (LIBRARY, "tui_tutor.gradcheck", "tui_tutor.report")
LEARNERS_NAME = "neural_network"


def import_everything(calls: str) -> ModuleType:
    """Imports what foreign code may import, warms what is lazy, returns the module named `calls`."""
    for name in (*STANDARD, *NUMPY):
        importlib.import_module(name)
    for name in NUMPY_WHEN_THERE:  # newer numpy only
        with contextlib.suppress(ModuleNotFoundError):
            importlib.import_module(name)
    for room in ROOMS:
        _whole(room)
    for name in [name for name in sys.modules if name == LIBRARY or name.startswith(LIBRARY + ".")]:
        sys.modules[LEARNERS_NAME + name.removeprefix(LIBRARY)] = sys.modules[name]
    module = _whole(calls)
    _touch_what_is_lazy()
    rehearse(module)
    linecache.clearcache()
    return module


def _whole(name: str) -> ModuleType:
    """A module, and if it is a package all that is inside it."""
    module = importlib.import_module(name)
    for inner in pkgutil.iter_modules(getattr(module, "__path__", ())):
        _whole(f"{name}.{inner.name}")
    return module


def _touch_what_is_lazy() -> None:
    """numpy and the interpreter import and build some of their parts on first use, mostly to say what is
    wrong.
    """
    np: Any = importlib.import_module("numpy")
    X = np.ones((8, 4))
    if hasattr(os, "register_at_fork"):  # or every call would draw the same "random" numbers
        os.register_at_fork(before=lambda: np.random.seed(int.from_bytes(os.urandom(4), "little")))
    attempts: tuple[Callable[[], object], ...] = (
        lambda: X @ X.T,
        lambda: X @ X,
        lambda: X + np.ones(3),
        lambda: X.reshape(7, 7),
        lambda: X.sum(axis=9),
        lambda: np.linalg.inv(np.eye(3)),
        lambda: np.linalg.inv(np.zeros((2, 2))),
        lambda: np.linalg.svd(X),
        lambda: np.einsum("ij,kj->ik", X, X),
        lambda: np.fft.fft(X),
        lambda: (str(X), repr(X), f"{X[0, 0]:.3f}"),
        lambda: np.add("a", object()),
        lambda: np.zeros((10**6, 10**6, 100)),
        lambda: np.array([[1], [1, 2]]),
        lambda: np.array(["a"]).astype(float),
        lambda: np.testing.assert_allclose(X, X + 1),
        lambda: (np.float32(1e9) ** 9, np.log(-X), X / 0),
        lambda: np.random.default_rng(0).normal(size=3),
        lambda: np.random.normal(size=3),
        lambda: np.ma.masked_array(X, X > 2).mean(),
        lambda: compile("def f(:", "<warm>", "exec"),
        lambda: exec("undefined", {}),
        lambda: warnings.warn("warm", RuntimeWarning, stacklevel=1),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for attempt in attempts:
            try:
                attempt()
            except Exception as error:  # half of them are there to fail
                "".join(traceback.format_exception(error))
