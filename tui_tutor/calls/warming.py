"""A rehearsal of one whole check, so that nothing is loaded lazily once the doors are shut."""

import io
import sys

from tui_tutor.calls.perform import perform

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


def rehearse() -> None:
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
        posed, arrays = perform("pose", common, {}, lambda *_: None)
        request = {**common, "source": _HALF, "draws": posed["value"]["draws"]}
        answered, answer = perform("answer", request, arrays, lambda *_: None)
        judged = {**common, **answered["value"], "mistakes": [], "h": 1e-4}
        perform("judge", judged, answer, lambda *_: None)
        perform("answer", {**request, "source": _BROKEN}, arrays, lambda *_: None)
    finally:
        sys.stdout, sys.stderr = kept
