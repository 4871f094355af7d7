"""A rehearsal of one whole check: afterwards nothing is loaded lazily, and nothing is done for the first time."""

import io
import sys
from collections.abc import Callable
from typing import Any

from tui_tutor.calls.arrays import WireArrays
from tui_tutor.calls.foreign import SOURCES

Perform = Callable[[str, dict[str, Any], WireArrays], tuple[dict[str, Any], WireArrays]]

_PROBLEM = """
import numpy as np
from neural_network import mse_loss
from exercise import given

def draw(rng, shown):
    return {"X": rng.randn(4, 2), "y": rng.randn(4, 1), "params": {"W": rng.randn(2, 1)}, "sizes": {"n": 4}}

def loss(params, draw):
    return mse_loss(draw["X"] @ params["W"], draw["y"])

def gradients(X, y, params):
    return {"W": 2 * X.T @ (X @ params["W"] - y) / len(X)}
"""
_HALF = """
import numpy as np
def gradients(X, y, params):
    print(X.shape)
    return {"W": X.T @ (X @ params["W"] - y) / len(X)}
"""
_BROKEN = """
def gradients(X, y, params):
    return {"W": X @ (X @ params["W"] - y)}
"""


def rehearse(perform: Perform) -> None:
    """Poses, answers, judges a wrong gradient, and raises once; everything it prints is thrown away."""
    kept = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = io.StringIO()
    try:
        common = {
            "problem": _PROBLEM,
            "seeds": [0, 1],
            "function": "gradients",
            "given": "",
            "exercise": "warm",
        }
        posed, arrays = perform("pose", common, {})
        request = {**common, "source": _HALF, "draws": posed["value"]["draws"]}
        answered, answer = perform("answer", request, arrays)
        judged = {**common, **answered["value"], "mistakes": [], "h": 1e-4}
        perform("judge", judged, answer)
        perform("answer", {**request, "source": _BROKEN}, arrays)
    finally:
        sys.stdout, sys.stderr = kept
        SOURCES.clear()
        for name in ("problem", "exercise", "submission"):
            sys.modules.pop(name, None)
