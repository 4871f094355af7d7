"""The first call of a function that differs: what it was given, what it should have returned."""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.official import official
from tui_tutor.calls.problem import Draw, Problem
from tui_tutor.calls.submission import AnswerError, as_arrays

FEW = 6
LONGEST = 160


@dataclass(frozen=True)
class _Seen:
    """One call of the official solution: in words, and what came back."""

    text: str
    results: Arrays


def first_difference(
    problem: Problem, draw: Draw, request: dict[str, Any], name: str, mine: Any, right: Any
) -> str | None:
    """One sentence about the array `name`, given and expected: the call, yours, expected; None when unknown.

    The official solution is called as the exercise says, and its calls are written down. The call in question is
    the one whose result became the first row of the array that differs, or the whole array; that it is only one
    is asked for, so nothing is guessed. Raises what the problem file raises.
    """
    if not problem.has(request["function"]):
        return None
    seen: list[_Seen] = []
    theirs = official(problem, draw, request, _recorded(problem.function(request["function"]), seen)).get(
        name
    )
    if theirs is None:
        return None
    calls = [one for one in seen if _returned(one, theirs)]
    if not calls and (row := _first_row(mine, right)) is not None and theirs.shape == np.shape(right):
        mine, right = mine[row], right[row]
        calls = [one for one in seen if _returned(one, theirs[row])]
    if len(calls) != 1:
        return None
    return f"in the call {calls[0].text} yours is {_words(mine, FEW)}, expected {_words(right, FEW)}"


def _recorded(function: Callable[..., Any], seen: list[_Seen]) -> Callable[..., Any]:
    """The function, every call of which is written down. Words are made before it can change its arguments."""

    @functools.wraps(function)
    def recorded(*args: Any, **kwargs: Any) -> Any:
        bound = inspect.signature(function).bind(*args, **kwargs).arguments
        text = _call(function.__name__, bound)
        result = function(*args, **kwargs)
        try:
            arrays = as_arrays(result)
        except AnswerError:
            arrays = {}  # it returned a function, or worked in place: no array to recognise it by
        seen.append(_Seen(text, arrays))
        return result

    return recorded


def _returned(one: _Seen, array: Any) -> bool:
    return any(gradcheck.same_arrays(result, array, rtol=0) for result in one.results.values())


def _first_row(mine: Any, right: Any) -> int | None:
    """Where two arrays of one shape first differ along their first axis."""
    if np.shape(mine) != np.shape(right) or not np.ndim(right):
        return None
    return next((i for i in range(len(right)) if not gradcheck.same_arrays(mine[i], right[i])), None)


def _call(name: str, arguments: Mapping[str, Any]) -> str:
    """name(x=[1, 2], k=3), with shapes instead of numbers where that would be long."""
    for most in (FEW, 1, 0):
        listed = ", ".join(f"{key}={_words(value, most)}" for key, value in arguments.items())
        if len(listed) <= LONGEST:
            return f"{name}({listed})"
    return f"{name}(...)"


def _words(value: Any, most: int) -> str:
    """A value in few characters: up to `most` numbers as they are, else the shape; other things by name."""
    if isinstance(value, np.ndarray | np.generic | int | float | complex):
        array = np.asarray(value)
        if array.size > max(most, 1) or not array.size:
            return f"an array of shape {array.shape}"
        return np.array2string(array, separator=", ", formatter={"float_kind": "{:.4g}".format}).replace(
            "\n", ""
        )
    if isinstance(value, Mapping):
        if len(value) > 2 or not most:
            return f"a dict with {', '.join(map(str, value))}"
        return "{" + ", ".join(f"{key}: {_words(item, most)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)}"
    if value is None or isinstance(value, str):
        return repr(value)[:40]
    return str(getattr(value, "__name__", f"a {type(value).__name__}"))
