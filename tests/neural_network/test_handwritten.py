import sys
from types import ModuleType

import numpy as np
import pytest

from tui_tutor.neural_network import handwritten_digits


def test_without_scikit_learn_it_says_what_to_install_and_what_to_take_in_the_sandbox(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install scikit-learn.*glyph_digits\(\)"):
        handwritten_digits()


def test_the_pictures_come_as_numbers_from_0_to_1_with_their_labels(monkeypatch):
    package, datasets = ModuleType("sklearn"), ModuleType("sklearn.datasets")
    pictures = np.arange(128.0).reshape(2, 64) % 17
    datasets.load_digits = lambda return_X_y: (pictures, np.array([3, 5]))
    monkeypatch.setitem(sys.modules, "sklearn", package)
    monkeypatch.setitem(sys.modules, "sklearn.datasets", datasets)
    X, labels = handwritten_digits()
    np.testing.assert_array_equal(X * 16, pictures)
    assert labels.tolist() == [3, 5]


def test_the_real_ones_are_there_when_scikit_learn_is():
    pytest.importorskip("sklearn")
    X, labels = handwritten_digits()
    assert X.shape == (1797, 64)
    assert (X.min(), X.max()) == (0.0, 1.0)
    assert set(labels.tolist()) == set(range(10))
