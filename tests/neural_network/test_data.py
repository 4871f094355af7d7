import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import matrix_multiply, normalize, one_hot


def test_normalized_columns_have_mean_0_and_deviation_1():
    X = np.random.RandomState(0).randn(7, 3) * [1, 1e-9, 1e9] + [5, 0, 1e9]
    N = normalize(X)
    assert_allclose(N.mean(axis=0), 0, atol=1e-14)
    assert_allclose(N.std(axis=0), 1)


def test_a_constant_column_becomes_zero_even_when_rounding_gives_it_a_deviation():
    X = np.full((3, 1), 0.1)
    assert X.std(axis=0)[0] > 0
    assert_array_equal(normalize(X), np.zeros((3, 1)))


def test_normalize_takes_integers_and_changes_nothing():
    X = np.array([[1, 2], [3, 6]])
    kept = X.copy()
    assert_array_equal(normalize(X), [[-1, -1], [1, 1]])
    assert_array_equal(X, kept)


def test_one_hot_puts_the_one_at_the_label():
    assert_array_equal(one_hot(np.array([2, 0]), 3), [[0, 0, 1], [1, 0, 0]])


def test_one_hot_refuses_a_label_that_has_no_column():
    with pytest.raises(IndexError):
        one_hot(np.array([3]), 3)


def test_matrix_multiply_is_the_matrix_product():
    assert_array_equal(matrix_multiply(np.array([[1, 2], [3, 4]]), np.array([[1], [10]])), [[21], [43]])
