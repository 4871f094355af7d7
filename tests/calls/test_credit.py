"""The part of the points that a wrong answer earns."""

import pytest

from tests.calls.checking import HALF, LINEAR, RIGHT, checked

HALF_W = RIGHT.replace("2 * X.T", "X.T")


def test_one_right_array_of_two_earns_half():
    report = checked(HALF_W)
    assert (report.verdict, report.score) == ("wrong", 0.5)


def test_nothing_right_earns_nothing():
    assert checked(HALF).score == 0.0


@pytest.mark.parametrize(
    "source",
    [
        HALF_W.replace(
            "    error =", '    params["W"] += 1.0\n    params["W"] -= 1.0\n    X[:] = X + 1\n    error ='
        ),
        HALF_W.replace('"W": X.T @ error / len(X)', '"W": X.T @ error * np.random.rand()'),
        HALF_W.replace('"W": X.T @ error / len(X), ', ""),
        HALF_W.replace("X.T @ error / len(X)", "X.T @ error * np.nan"),
        HALF_W.replace("    return", "    assert len(X) == 2\n    return"),
    ],
    ids=["changes its inputs", "differs between calls", "lacks a key", "is NaN", "stops on hidden data"],
)
def test_what_cannot_be_trusted_earns_nothing(source):
    report = checked(source)
    assert (report.verdict, report.score) == ("wrong", 0.0)


def test_an_array_that_is_right_on_the_shown_data_only_earns_nothing():
    two = HALF_W.replace("2 * np.mean(error, keepdims=True)", "np.sum(error, keepdims=True)")
    report = checked(two)
    assert report.draws[0].verdict == "wrong"
    assert report.score == 0.0


def test_an_array_that_was_measured_earns_nothing():
    measured = """
from neural_network import mse_loss, numerical_gradient

def gradients(X, y, params):
    answer = numerical_gradient(X, y, params, mse_loss, lambda X, p: X @ p["W"] + p["b"], h=1e-5)
    return {"W": answer["W"], "b": 3 * answer["b"]}
"""
    report = checked(measured)
    assert [(one.name, one.verdict) for one in report.parameters] == [("W", "correct"), ("b", "wrong")]
    assert report.score == 0.0


def test_an_undecided_array_earns_nothing_beside_a_wrong_one():
    kinked = LINEAR.replace(
        'return mse_loss(draw["X"] @ params["W"] + params["b"], draw["y"])',
        'return float(np.sum(np.abs(params["W"]) ** 0.5) + np.sum(params["b"] ** 2))',
    ).replace("[[1.5]]", "[[0.0]]")
    report = checked(
        "import numpy as np\ndef gradients(params):\n    return {k: 0 * v for k, v in params.items()}\n",
        kinked,
    )
    assert report.score == 0.0
