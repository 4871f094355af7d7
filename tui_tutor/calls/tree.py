"""A draw as data: nested dicts and lists of arrays, numbers, strings and None, split into JSON and arrays."""

import math
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import KINDS, Arrays

DEEPEST = 32


def pack(value: Any, prefix: str, arrays: Arrays, depth: int = 0) -> Any:
    """JSON-ready form of `value`; arrays are put into `arrays` under names that begin with `prefix`.

    Raises TypeError for anything that a draw may not hold, and for one that is nested without end.
    """
    if depth > DEEPEST:
        raise TypeError(f"a draw may not be nested deeper than {DEEPEST} levels")
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in KINDS:
            raise TypeError(f"a draw may hold arrays of numbers, not of {value.dtype}")
        name = f"{prefix}{len(arrays)}"
        arrays[name] = value
        return {"array": name}
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool | int | str):
        return {"value": value}
    if isinstance(value, float):
        return {"value": value} if math.isfinite(value) else {"float": repr(value)}
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a draw's keys must be strings")
        return {"dict": {key: pack(item, prefix, arrays, depth + 1) for key, item in value.items()}}
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        return {kind: [pack(item, prefix, arrays, depth + 1) for item in value]}
    raise TypeError(
        f"a draw may hold arrays, numbers, strings, None, dicts and lists, not {type(value).__name__}"
    )


def unpack(node: Any, arrays: Arrays) -> Any:
    """Inverse of `pack`; every array is a fresh copy."""
    [(kind, content)] = node.items()
    if kind == "array":
        return arrays[content].copy()
    if kind == "float":
        return float(content)
    if kind == "dict":
        return {key: unpack(item, arrays) for key, item in content.items()}
    if kind == "list":
        return [unpack(item, arrays) for item in content]
    if kind == "tuple":
        return tuple(unpack(item, arrays) for item in content)
    return content
