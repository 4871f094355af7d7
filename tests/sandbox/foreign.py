"""A room of calls for the sandbox's own tests: it executes what it is given and sends back what that leaves.

Entry `script` (and every other name) executes `request["source"]` with `np`, `given` (the arrays) and `emit`
in sight; `reply` and `arrays`, when the source sets them, are the answer. What another source leaves that was
executed ahead is in sight as well.
"""

import traceback
from functools import partial
from typing import Any

import numpy as np


def ahead(entry: str, request: dict[str, Any]) -> Any:
    names: dict[str, Any] = {}
    exec(compile(request["source"], "<ahead>", "exec"), names)
    return partial(perform, before=names)


def perform(
    entry: str, request: dict[str, Any], arrays: dict[str, Any], emit: Any, before: Any = ()
) -> tuple[dict[str, Any], Any]:
    names: dict[str, Any] = {
        **dict(before),
        "np": np,
        "given": _opened(arrays),
        "emit": _emitter(emit),
        "__name__": "submission",
    }
    try:
        exec(compile(request["source"], "<your code>", "exec"), names)
    except MemoryError:
        return {"outcome": "out of memory", "value": {}, "raised": None, "message": ""}, {}
    except BaseException as error:
        return {"outcome": "raised", "value": {}, "raised": _raised(error), "message": ""}, {}
    value = names.get("reply", {})
    return {"outcome": "returned", "value": value, "raised": None, "message": ""}, _packed(
        names.get("arrays", {})
    )


def _opened(arrays: dict[str, Any]) -> dict[str, Any]:
    return {name: np.frombuffer(data, dtype).reshape(shape) for name, (dtype, shape, data) in arrays.items()}


def _packed(arrays: dict[str, Any]) -> dict[str, Any]:
    found = {str(name): np.asarray(array) for name, array in arrays.items()}
    return {name: (array.dtype.str, array.shape, array.tobytes()) for name, array in found.items()}


def _emitter(emit: Any) -> Any:
    return lambda reply, arrays=(): emit(reply, _packed(dict(arrays)))


def _raised(error: BaseException) -> dict[str, Any]:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<your code>"]
    return {
        "type": type(error).__name__,
        "text": str(error),
        "frames": [{"line": frame.lineno or 0, "function": frame.name} for frame in frames],
    }
