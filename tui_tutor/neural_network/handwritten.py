"""Digits that people wrote: scikit-learn's, when that package is there. Nothing is downloaded."""

import importlib

import numpy as np
from numpy.typing import NDArray

ELSEWHERE = (
    "handwritten_digits needs scikit-learn, which cannot be imported here. In a Python of your own install it "
    "with: pip install scikit-learn. Inside the tutor's sandbox no file can be opened: take glyph_digits() there."
)


def handwritten_digits() -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """1797 pictures of 8 times 8 pixels as rows X (1797, 64) with values from 0 to 1, and their digits, (1797,).

    For scripts of your own, outside the tutor. The pictures are the test part of "Optical Recognition of
    Handwritten Digits" (Alpaydin & Kaynak 1998, UCI), as scikit-learn's `load_digits` brings them, divided by
    their largest value 16. Raises ModuleNotFoundError without scikit-learn.
    """
    try:
        datasets = importlib.import_module("sklearn.datasets")
    except ImportError as error:
        raise ModuleNotFoundError(ELSEWHERE, name="sklearn") from error
    X, labels = datasets.load_digits(return_X_y=True)
    return np.asarray(X, dtype=np.float64) / 16, np.asarray(labels, dtype=np.int64)
