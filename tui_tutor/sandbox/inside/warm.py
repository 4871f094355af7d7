"""What a call may import is imported before the lock, because afterwards no file can be opened at all.

In two parts: what nearly every check needs, and everything else. A child that is forked in between is
*incomplete*. It can do nearly everything; asked for a module that it does not have, it leaves, and the other
side makes the call again in a complete one.
"""

import contextlib
import importlib
import linecache
import os
import pkgutil
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from tui_tutor.sandbox.inside.rehearsal import rehearse
from tui_tutor.sandbox.orders import TOO_EARLY


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


def import_first(calls: str) -> ModuleType:
    """Imports what nearly every check needs; returns the module named `calls`."""
    module = importlib.import_module(calls)
    importlib.import_module(LIBRARY)
    _give_the_library_its_name()
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(before=_begin_chance_anew)
    return module


def import_the_rest(calls: ModuleType) -> Iterator[None]:
    """Imports everything else that foreign code may import, and does once what is lazy; in small steps."""
    for name in (*STANDARD, *NUMPY):
        importlib.import_module(name)
        yield
    for name in NUMPY_WHEN_THERE:  # newer numpy only
        with contextlib.suppress(ModuleNotFoundError):
            importlib.import_module(name)
    for room in (*ROOMS, calls.__name__):
        _import_whole(room)
        yield
    _give_the_library_its_name()
    _touch_what_is_lazy()
    yield
    rehearse(calls)
    linecache.clearcache()
    _begin_chance_anew()


class Missing:
    """The last one to be asked for a module: nobody has it here."""

    @staticmethod
    def find_spec(*_: object) -> None:
        """Leaves the process: a complete one will know whether there is such a module."""
        os._exit(TOO_EARLY)


def _import_whole(name: str) -> None:
    """A module, and if it is a package all that is inside it."""
    module = importlib.import_module(name)
    for inner in pkgutil.iter_modules(getattr(module, "__path__", ())):
        _import_whole(f"{name}.{inner.name}")


def _give_the_library_its_name() -> None:
    for name in [name for name in sys.modules if name == LIBRARY or name.startswith(LIBRARY + ".")]:
        sys.modules[LEARNERS_NAME + name.removeprefix(LIBRARY)] = sys.modules[name]


def _begin_chance_anew() -> None:
    """Every call begins with the same random numbers, so that a check that is repeated says the same.

    An entry that wants others (`script`) draws its own seed. The generator of the standard library gets a new seed at
    every fork; `answer` gives it a fixed one.
    """
    np: Any = importlib.import_module("numpy")
    np.random.seed(0)


def _touch_what_is_lazy() -> None:
    """numpy and the interpreter import and build some of their parts on first use, mostly to say what is
    wrong.
    """
    np: Any = importlib.import_module("numpy")
    X = np.ones((8, 4))
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
