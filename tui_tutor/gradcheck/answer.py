"""A gradient as it was given: which arrays can be compared, and what is wrong with the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.point import Array
from tui_tutor.report import Diagnosis


@dataclass(frozen=True)
class Answer:
    """`comparable` arrays have their parameter's shape and only finite numbers; `given` holds all, as they
    came.

    `faults` are about keys and entries that are no finite numbers; `misshapen` names the arrays whose shape
    is not the parameter's.
    """

    given: Mapping[str, NDArray[Any]]
    comparable: Mapping[str, Array]
    misshapen: tuple[str, ...] = ()
    faults: tuple[Diagnosis, ...] = ()
    notes: tuple[str, ...] = ()


def read_answer(gradient: Any, params: Mapping[str, Array]) -> Answer:
    """Sort what a gradient function returned. Raises nothing: whatever came is described."""
    if not isinstance(gradient, Mapping):
        return Answer({}, {}, faults=(_not_a_dict(gradient, params),))
    given = {name: _as_array(gradient[name]) for name in params if name in gradient}
    faults, misshapen, notes = _keys(gradient, params), [], []
    comparable: dict[str, Array] = {}
    for name, value in given.items():
        shape = params[name].shape
        if value.dtype.kind not in "fiub":
            faults.append(_not_numbers(name, value))
        elif value.shape != shape and not (value.shape == () and params[name].size == 1):
            misshapen.append(name)
        elif not np.all(np.isfinite(value)):
            faults.append(_not_finite(name, value))
        else:
            comparable[name] = value.astype(np.float64).reshape(shape)
            notes += _remarks(name, value, shape)
    return Answer(given, comparable, tuple(misshapen), tuple(faults), tuple(notes))


def _as_array(value: Any) -> NDArray[Any]:
    """An array of whatever came; rows of different lengths become an array of objects."""
    try:
        return np.asarray(value)
    except ValueError:
        return np.array(None)


def _remarks(name: str, value: NDArray[Any], shape: tuple[int, ...]) -> list[str]:
    remarks = []
    if value.dtype != np.float64:
        remarks.append(f"your gradient of {name} is {value.dtype}: it was compared in float64")
    if value.shape != shape:
        remarks.append(f"your gradient of {name} is a plain number: it was taken as shape {shape}")
    return remarks


def _not_a_dict(gradient: Any, params: Mapping[str, Array]) -> Diagnosis:
    names = ", ".join(repr(name) for name in params)
    got = "nothing (None)" if gradient is None else f"a {type(gradient).__name__}"
    usual = " Is the return line missing?" if gradient is None else ""
    message = f"Your gradient comes back as {got}, and should be a dict with the keys {names}.{usual}"
    return Diagnosis("keys", None, message, {"type": type(gradient).__name__})


def _keys(gradient: Mapping[str, Any], params: Mapping[str, Array]) -> list[Diagnosis]:
    missing = [str(name) for name in params if name not in gradient]
    unknown = [str(key) for key in gradient if key not in params]
    if not missing and not unknown:
        return []
    said = []
    if missing:
        said.append(f"There is no gradient for {', '.join(missing)}.")
    if unknown:
        said.append(f"{', '.join(unknown)}: no parameter has that name.")
    said.append(f"The keys must be {', '.join(map(str, params))}, one gradient for each parameter.")
    evidence: dict[str, float | str] = {"missing": ", ".join(missing), "unknown": ", ".join(unknown)}
    return [Diagnosis("keys", None, " ".join(said), evidence)]


def _not_numbers(name: str, value: NDArray[Any]) -> Diagnosis:
    message = (
        f"Your gradient of {name} holds {value.dtype} values, and a gradient is an array of real numbers."
    )
    return Diagnosis("dtype", name, message, {"dtype": str(value.dtype)})


def _not_finite(name: str, value: NDArray[Any]) -> Diagnosis:
    lost = ~np.isfinite(value)
    count = int(np.count_nonzero(lost))
    first = tuple(int(i) for i in np.argwhere(lost)[0])
    kind = "NaN" if np.isnan(value[first]) else "infinite"
    where = f", the first at {list(first)} ({kind})" if first else ""
    message = (
        f"{count} of {value.size} entries of {name} are not finite{where}. That usually comes from a "
        "division by 0, the log of 0, or exp of a large number: print the factors of that entry one by "
        "one."
    )
    return Diagnosis("non-finite", name, message, {"count": float(count)})
