"""What a function did beside returning: arrays that changed, two calls that differ."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.report import Diagnosis


class Watch:
    """Remembers arrays, tells which of them a call has changed, and puts those back."""

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._arrays = {name: array for name, array in arrays.items() if isinstance(array, np.ndarray)}
        self._kept = {name: array.copy() for name, array in self._arrays.items()}

    def changed(self) -> list[str]:
        """The names of the arrays that are not what they were; they are put back."""
        names = [name for name, array in self._arrays.items() if not same_bits(array, self._kept[name])]
        for name in names:
            self._arrays[name][...] = self._kept[name]
        return names


def as_arguments(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters under the names that a message uses for them."""
    return {f"params[{name!r}]": array for name, array in params.items()}


def same_bits(a: NDArray[Any], b: NDArray[Any]) -> bool:
    """Equal type, shape and entries, NaN being equal to itself."""
    return bool(a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"))


def called_twice(
    gradient: Callable[[dict[str, Any]], Any], fresh: Callable[[], dict[str, Any]], watched: Mapping[str, Any]
) -> tuple[Any, tuple[Diagnosis, ...]]:
    """The first answer of a gradient function, copied, and what two calls showed. Its exceptions pass.

    `fresh` gives the parameters of each call, `watched` are arrays that no call may change.
    """
    outside = Watch(watched)
    answers, changed = [], list[str]()
    for _ in range(2):
        params = fresh()
        inside = Watch(as_arguments(params))
        answers.append(copied(gradient(params)))
        changed += [name for name in inside.changed() + outside.changed() if name not in changed]
    if changed:
        return answers[0], (_mutated(changed),)
    if not _alike(*answers):
        return answers[0], (_non_deterministic(*answers),)
    return answers[0], ()


def copied(answer: Any) -> Any:
    """The arrays of an answer, out of reach of a later call that reuses them."""
    if not isinstance(answer, Mapping):
        return answer
    return {
        name: np.copy(value) if isinstance(value, np.ndarray) else value for name, value in answer.items()
    }


def _alike(one: Any, other: Any) -> bool:
    if not isinstance(one, Mapping) or not isinstance(other, Mapping):
        return type(one) is type(other)
    return one.keys() == other.keys() and all(same_bits(_array(one[k]), _array(other[k])) for k in one)


def _array(value: Any) -> NDArray[Any]:
    return np.asarray(value, dtype=None if np.ndim(value) == 0 or isinstance(value, np.ndarray) else object)


def _mutated(names: list[str]) -> Diagnosis:
    listed = ", ".join(names)
    message = (
        f"Your gradient changes {listed} in place. Whoever calls it gets other data back than they gave, and "
        "the next call starts from there. Look for +=, -= or an assignment into the array; work on a copy."
    )
    return Diagnosis("mutated-input", None, message, {"changed": listed})


def _non_deterministic(one: Any, other: Any) -> Diagnosis:
    names = [
        name for name in one if name not in other or not same_bits(_array(one[name]), _array(other[name]))
    ]
    name = names[0] if names else None
    start = f"two calls with the same parameters give different gradients{f' of {name}' if name else ''}."
    if name in other and _is_double(_array(one[name]), _array(other[name])):
        usual = (
            "The second is twice the first: something is added up between calls, in an array that is not new."
        )
    else:
        usual = "Draw random numbers (a mask, a shuffle) once, outside, and use the same ones in every call."
    return Diagnosis("non-deterministic", name, f"{start} {usual}")


def _is_double(one: NDArray[Any], other: NDArray[Any]) -> bool:
    numbers = one.dtype.kind in "fiu" and one.shape == other.shape
    return numbers and bool(np.any(one)) and bool(np.allclose(other, 2 * one, rtol=1e-9, atol=0))
