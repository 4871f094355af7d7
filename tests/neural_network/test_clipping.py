import warnings

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import clip_by_global_norm


def test_a_long_gradient_keeps_its_direction_and_gets_the_length_c():
    grads = {"W": np.array([[3.0], [4.0]]), "b": np.array([[12.0]])}
    clipped = clip_by_global_norm(grads, 2.6)
    assert_allclose(clipped["W"], [[0.6], [0.8]])
    assert_allclose(clipped["b"], [[2.4]])


def test_a_gradient_that_is_short_enough_stays_as_it_is():
    grads = {"W": np.array([0.3, -0.4])}
    assert_array_equal(clip_by_global_norm(grads, 0.5)["W"], grads["W"])


def test_a_gradient_of_zeros_stays_zero_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert_array_equal(clip_by_global_norm({"W": np.zeros((2, 2))}, 1.0)["W"], np.zeros((2, 2)))


def test_the_arrays_of_the_caller_are_left_alone():
    grads = {"W": np.array([3.0, 4.0])}
    clip_by_global_norm(grads, 1.0)
    assert_array_equal(grads["W"], [3.0, 4.0])
