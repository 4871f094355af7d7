"""A check's three calls in one process, without a sandbox: for tests of what the calls do."""

from typing import Any

import msgspec

from tui_tutor.calls import perform
from tui_tutor.report import Report

LINEAR = """
import numpy as np
from neural_network import mse_loss

def draw(rng, shown):
    if shown:
        X, y = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])
        params = {"W": np.array([[1.5]]), "b": np.array([[0.5]])}
        return {"X": X, "y": y, "params": params, "sizes": {"n": 2, "d": 1}}
    n, d = 5, 3
    params = {"W": rng.randn(d, 1), "b": rng.randn(1, 1)}
    return {"X": rng.randn(n, d), "y": rng.randn(n, 1), "params": params, "sizes": {"n": n, "d": d}}

def loss(params, draw):
    return mse_loss(draw["X"] @ params["W"] + params["b"], draw["y"])

def gradients(X, y, params):
    error = X @ params["W"] + params["b"] - y
    return {"W": 2 * X.T @ error / len(X), "b": 2 * np.mean(error, keepdims=True)}
"""

RIGHT = """
import numpy as np

def gradients(X, y, params):
    error = X @ params["W"] + params["b"] - y
    return {"W": 2 * X.T @ error / len(X), "b": 2 * np.mean(error, keepdims=True)}
"""
HALF = RIGHT.replace("2 * ", "")


def nobody(*_: Any) -> None:
    """Nobody listens to snapshots."""


def common(problem: str = LINEAR, **options: Any) -> dict[str, Any]:
    """What every request of one exercise has in common."""
    return {
        "exercise": "linear",
        "problem": problem,
        "seeds": [0, 1, 2],
        "function": "gradients",
        "given": "",
        "mistakes": [],
        "h": 1e-4,
        **options,
    }


def answered(source: str, problem: str = LINEAR, **options: Any) -> tuple[dict[str, Any], Any]:
    """Pose and answer: the reply and the arrays of the answer call."""
    request = common(problem, **options)
    posed, arrays = perform("pose", request, {}, nobody)
    assert posed["outcome"] == "returned", posed
    answer_request = {**request, "source": source, "draws": posed["value"]["draws"]}
    for hidden in ("problem", "mistakes", "seeds"):
        del answer_request[hidden]
    return perform("answer", answer_request, arrays, nobody)


def checked(source: str, problem: str = LINEAR, **options: Any) -> Report:
    """The report on a submission that returns something."""
    reply, arrays = answered(source, problem, **options)
    assert reply["outcome"] == "returned", reply
    request = {**common(problem, **options), **reply["value"]}
    judged, _ = perform("judge", request, arrays, nobody)
    assert judged["outcome"] == "returned", judged
    return msgspec.convert(judged["value"], Report, strict=False)
