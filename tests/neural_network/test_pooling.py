import numpy as np
import pytest
from numpy.testing import assert_array_equal

from tui_tutor.neural_network import avg_pool, max_pool

MAP = np.array([[1.0, 5.0, 2.0, 0.0], [3.0, 4.0, 8.0, 6.0]])


def test_the_largest_of_each_window_stays():
    assert_array_equal(max_pool(MAP), [[5.0, 8.0]])


def test_the_mean_of_each_window_stays():
    assert_array_equal(avg_pool(MAP), [[3.25, 4.0]])


def test_windows_overlap_when_the_stride_is_shorter_than_the_window():
    assert_array_equal(max_pool(MAP, size=2, stride=1), [[5.0, 8.0, 8.0]])


def test_a_row_or_column_that_fills_no_window_is_ignored():
    X = np.arange(15.0).reshape(3, 5)
    assert_array_equal(max_pool(X), [[6.0, 8.0]])


@pytest.mark.parametrize("pool", [max_pool, avg_pool])
def test_samples_and_channels_are_pooled_one_by_one(pool):
    X = np.random.RandomState(0).randn(3, 2, 6, 4)
    pooled = pool(X)
    assert pooled.shape == (3, 2, 3, 2)
    for n, c in np.ndindex(3, 2):
        assert_array_equal(pooled[n, c], pool(X[n, c]))


@pytest.mark.parametrize("pool", [max_pool, avg_pool])
def test_an_axis_of_one_channel_is_kept(pool):
    assert pool(np.zeros((1, 4, 4))).shape == (1, 2, 2)


@pytest.mark.parametrize("pool", [max_pool, avg_pool])
def test_a_map_that_is_smaller_than_a_window_is_refused(pool):
    with pytest.raises(ValueError, match=r"a window of 3 x 3 does not fit into an array of shape \(2, 4\)"):
        pool(MAP, size=3)
