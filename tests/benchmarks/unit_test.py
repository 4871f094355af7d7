"""What somebody writes who checks a gradient with pytest: one test, one gradient, one numerical one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TEST = """
import numpy as np

X, y = np.array([[1.0], [2.0]]), np.array([[3.0], [5.0]])
params = {"W": np.array([[1.5]]), "b": np.array([[0.5]])}


def loss(params):
    return np.mean((X @ params["W"] + params["b"] - y) ** 2)


def gradients(params):
    error = X @ params["W"] + params["b"] - y
    return {"W": 2 * X.T @ error / len(X), "b": 2 * np.mean(error, keepdims=True)}


def test_gradients():
    for name, p in params.items():
        for index in np.ndindex(p.shape):
            kept = p[index]
            p[index] = kept + 1e-4
            up = loss(params)
            p[index] = kept - 1e-4
            down = loss(params)
            p[index] = kept
            np.testing.assert_allclose(gradients(params)[name][index], (up - down) / 2e-4, rtol=1e-6)
"""


@contextmanager
def unit_test() -> Iterator[str]:
    """The path of a file with that test, in a folder of its own without any settings."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "test_gradients.py")
        file.write_text(TEST, encoding="utf-8")
        Path(folder, "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
        yield str(file)
