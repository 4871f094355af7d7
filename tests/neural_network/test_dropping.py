import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import dropout

A = np.random.RandomState(1).randn(400, 50) + 3


def test_what_stays_is_divided_by_p_and_the_rest_is_zero():
    dropped, mask = dropout(A, 0.8, np.random.RandomState(0))
    assert set(np.unique(mask)) == {0.0, 1.0}
    assert_array_equal(dropped[mask == 0], 0)
    assert_allclose(dropped[mask == 1], A[mask == 1] / 0.8)


def test_p_is_the_share_that_stays_and_the_mean_stays_with_it():
    dropped, mask = dropout(A, 0.7, np.random.RandomState(0))
    assert_allclose(np.mean(mask), 0.7, atol=0.01)
    assert_allclose(np.mean(dropped), np.mean(A), rtol=0.02)


def test_with_p_1_nothing_is_dropped():
    dropped, mask = dropout(A, 1.0, np.random.RandomState(0))
    assert_array_equal(dropped, A)
    assert np.all(mask == 1)


def test_another_call_drops_other_units_and_the_same_seed_the_same_ones():
    rng = np.random.RandomState(0)
    first, second = dropout(A, 0.5, rng)[1], dropout(A, 0.5, rng)[1]
    assert not np.array_equal(first, second)
    assert_array_equal(first, dropout(A, 0.5, np.random.RandomState(0))[1])
