"""What is worth knowing about arrays before any number: types, shared memory, silent broadcasts."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from tui_tutor.gradcheck.outside import sharing


def remarks(params: Mapping[str, Any], inputs: Mapping[str, Any]) -> tuple[str, ...]:
    """Notes for the report, in a stable order."""
    return (*_types(params), *_shared(params), *_broadcasts(params, inputs))


def _types(params: Mapping[str, Any]) -> list[str]:
    types = {name: np.asarray(p).dtype for name, p in params.items()}
    return [
        f"{name} holds {kind}: it was checked in float64"
        for name, kind in types.items()
        if kind != np.float64
    ]


def _shared(params: Mapping[str, Any]) -> list[str]:
    shared = sharing(params)
    if shared is None:
        return []
    return [f"{shared[0]} and {shared[1]} share memory: they were checked as two arrays, each on its own"]


def _broadcasts(params: Mapping[str, Any], inputs: Mapping[str, Any]) -> list[str]:
    """A warning when a 1-d input meets predictions of shape (n, 1): numpy would compare all with all."""
    rows = {np.shape(a)[0] for a in inputs.values() if np.ndim(a) == 2}
    one_output = any(np.ndim(p) == 2 and np.shape(p)[1] == 1 for p in params.values())
    flat = [name for name, a in inputs.items() if np.ndim(a) == 1 and np.size(a) > 1 and np.size(a) in rows]
    if not one_output or not flat:
        return []
    name, n = flat[0], np.size(inputs[flat[0]])
    return [
        f"{name} has shape ({n},): against predictions of shape ({n}, 1) numpy silently makes ({n}, {n}). "
        f"If that is not meant, use {name}.reshape(-1, 1)"
    ]
