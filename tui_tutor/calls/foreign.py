"""Foreign source becomes a module of this process: the learner's code, the given functions, the problem.

The process lives for one call only, so modules are put into `sys.modules` and stay there.
"""

import io
import sys
from collections.abc import Callable, Collection
from types import ModuleType
from typing import Any

from tui_tutor import neural_network
from tui_tutor.calls.broadcast import LOSSES, telling

LEARNER, GIVEN, PROBLEM = "<your code>", "<exercise>", "<problem>"
SOURCES: dict[str, str] = {}  # file name -> text, for the lines of a traceback


def execute(source: str, filename: str, name: str) -> dict[str, Any]:
    """Compiles and runs `source` as a module called `name`; its names. Whatever it raises propagates."""
    SOURCES[filename] = source
    module = ModuleType(name)
    module.__file__ = filename
    sys.modules[name] = module  # dataclasses and pickle look for a class where it says that it is from
    code = compile(
        source, filename, "exec", dont_inherit=True, optimize=0
    )  # assertions stay, whatever -O says
    exec(code, module.__dict__)
    return module.__dict__


def offer(given: str, withheld: Collection[str] = ()) -> dict[str, Any]:
    """Makes `neural_network` (without the withheld names) and `exercise` importable; the names of `exercise`."""
    sys.modules["neural_network"] = _library(frozenset(withheld))
    return execute(given, GIVEN, "exercise")


def offer_authors_tools() -> None:
    """What a problem file may import: the whole library, and `given` from `exercise`."""
    sys.modules["neural_network"] = neural_network
    module = ModuleType("exercise")
    module.__dict__["given"] = _given
    sys.modules["exercise"] = module


def silence() -> None:
    """From here on, what foreign code prints is thrown away."""
    sys.stdout.flush()
    sys.stdout = sys.stderr = io.StringIO()


def _given(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


def _library(withheld: frozenset[str]) -> ModuleType:
    module = ModuleType("neural_network", neural_network.__doc__)
    offered = [name for name in neural_network.__all__ if name not in withheld]
    module.__dict__.update({name: getattr(neural_network, name) for name in offered})
    module.__dict__.update(
        {name: telling(getattr(neural_network, name)) for name in LOSSES if name in offered}
    )
    module.__dict__["__all__"] = offered

    def missing(name: str) -> Any:
        if name in withheld:
            raise ImportError(f"{name} is not there in this exercise: you are about to write it")
        raise AttributeError(f"neural_network has no {name}")

    module.__dict__["__getattr__"] = missing
    return module
