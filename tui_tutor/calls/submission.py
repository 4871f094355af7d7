"""A submission on one draw: called as the exercise says, its result as arrays, its side effects observed."""

import inspect
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import Arrays, sent
from tui_tutor.calls.foreign import LEARNER, execute, offer
from tui_tutor.calls.problem import Draw

MAX_WARNINGS = 5
RESULT = "result"


class AnswerError(Exception):
    """The learner's error: the answer is not something that can be compared."""


@dataclass(frozen=True)
class Run:
    """What one run returned: named arrays, what it changed of the draw's arrays as it left them, numpy's warnings."""

    arrays: Arrays
    left: Arrays = field(default_factory=dict)
    warned: tuple[str, ...] = ()

    @property
    def mutated(self) -> tuple[str, ...]:
        """The names of the draw's arrays that it changed."""
        return tuple(self.left)


@dataclass(frozen=True)
class Submission:
    """A loaded submission: its function, how to call it, and the name of the loss that it chose.

    `curve_step` is how the exercise trains with it, where it says so.
    """

    function: Callable[..., Any]
    use: Callable[..., Any] | None
    loss: str | None
    warned: tuple[str, ...] = field(default=())
    curve_step: Callable[..., Any] | None = None

    @classmethod
    def load(cls, request: dict[str, Any]) -> "Submission":
        """From `source`, `function`, `given`, `has_use`, `withheld` of a request. Raises what the source raises."""
        given = offer(request["given"], request.get("withheld", ()))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            names = execute(request["source"], LEARNER, "submission")
        name = request["function"]
        function = names.get(name)
        if not callable(function):
            raise AnswerError(
                f"your code defines no function `{name}`: keep the name that the starter gives it"
            )
        use = given["use"] if request.get("has_use") else None
        return cls(function, use, _loss_name(names), _words(caught), given.get("curve_step"))

    def call(self, draw: Draw) -> Arrays:
        """The function's result on this draw as named arrays. Raises what the function raises."""
        return as_arrays(self.use(self.function, draw) if self.use else call_by_name(self.function, draw))

    def run(self, draw: Draw) -> Run:
        """One observed call. `draw` must be a private copy. Raises what the function raises."""
        before = dict(_named_arrays(draw, ""))
        kept = {name: array.copy() for name, array in before.items()}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            arrays = self.call(draw)
        return Run(arrays, _changed(before, kept, dict(_named_arrays(draw, ""))), _words(caught))


def call_by_name(function: Callable[..., Any], draw: Draw) -> Any:
    """`function` with the draw's entries as its arguments, by name; arguments with defaults may be missing."""
    arguments = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if name in draw:
            arguments[name] = draw[name]
        elif parameter.default is parameter.empty:
            raise AnswerError(
                f"your function asks for an argument `{name}` that this exercise does not have: "
                "keep the arguments that the starter gives it"
            )
    return function(**arguments)


def as_arrays(result: Any) -> Arrays:
    """A returned dict, tuple, array or number as named arrays. Raises AnswerError for anything else."""
    if result is None:
        raise AnswerError("your function returned nothing: is there a `return`?")
    if isinstance(result, dict):
        named = {str(key): value for key, value in result.items()}
    elif isinstance(result, tuple):
        named = {f"{RESULT} {index}": value for index, value in enumerate(result)}
    else:
        named = {RESULT: result}
    return {name[:80]: _as_array(name, value) for name, value in named.items()}


def _as_array(name: str, value: Any) -> np.ndarray[Any, Any]:
    what = f"the value for {name!r}" if name != RESULT else "what your function returned"
    try:
        array = np.asarray(value)
        sent({name: array})
    except MemoryError:
        raise
    except Exception as error:
        raise AnswerError(f"{what} cannot be read as an array of numbers") from error
    return array


def _named_arrays(value: Any, name: str) -> list[tuple[str, np.ndarray[Any, Any]]]:
    """Every array inside a draw with the name that a person would use for it."""
    if isinstance(value, np.ndarray):
        return [(name, value)]
    if isinstance(value, dict):
        items = [(f"{name}[{key!r}]" if name else str(key), item) for key, item in value.items()]
    elif isinstance(value, list | tuple):
        items = [(f"{name}[{index}]", item) for index, item in enumerate(value)]
    else:
        return []
    return [found for inner, item in items for found in _named_arrays(item, inner)]


def _changed(before: Arrays, kept: Arrays, after: Arrays) -> Arrays:
    """The arrays that hold other numbers than before, and those in whose place in a dict something else lies now."""
    return {
        name: array
        for name, array in before.items()
        if not _same(array, kept[name]) or name not in after or not _same(after[name], kept[name])
    }


def _same(array: np.ndarray[Any, Any], kept: np.ndarray[Any, Any]) -> bool:
    return array.dtype == kept.dtype and array.shape == kept.shape and array.tobytes() == kept.tobytes()


def _loss_name(names: dict[str, Any]) -> str | None:
    chosen = names.get("loss_fn")
    name = chosen if isinstance(chosen, str) else getattr(chosen, "__name__", None)
    return name[:80] if isinstance(name, str) else None


def _words(caught: list[warnings.WarningMessage]) -> tuple[str, ...]:
    lines = [
        f"line {warning.lineno}: {warning.category.__name__}: {warning.message}"
        if warning.filename == LEARNER
        else f"{warning.category.__name__}: {warning.message}"
        for warning in caught
    ]
    return tuple(line[:300] for line in dict.fromkeys(lines))[:MAX_WARNINGS]
