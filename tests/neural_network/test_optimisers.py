import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import adam_step, adamw_step, momentum_update, rmsprop_step

GRADIENTS = [np.array([1.0, -4.0, 0.01]), np.array([0.5, 2.0, -0.03]), np.array([-0.25, 1.0, 0.02])]
ZEROS = np.zeros(3)


def test_a_velocity_is_the_sum_of_all_steps_each_faded_by_mu():
    v = ZEROS
    for g in GRADIENTS:
        v, update = momentum_update(v, g, 0.75, 0.1)
        assert_array_equal(update, v)
    first, second, third = GRADIENTS
    assert_allclose(v, -0.1 * (0.75**2 * first + 0.75 * second + third), rtol=1e-14)


def test_with_a_steady_gradient_momentum_ends_at_lr_over_1_minus_mu():
    v = ZEROS
    for _ in range(400):
        v, _ = momentum_update(v, GRADIENTS[0], 0.9, 0.1)
    assert_allclose(v, -GRADIENTS[0], rtol=1e-12)


def test_rmsprops_first_step_has_one_length_whatever_the_gradient():
    w, s = rmsprop_step(ZEROS, GRADIENTS[0], ZEROS, lr=0.01, rho=0.75, eps=0.0)
    assert_allclose(w, -0.01 / np.sqrt(0.25) * np.sign(GRADIENTS[0]), rtol=1e-14)
    assert_allclose(s, 0.25 * GRADIENTS[0] ** 2, rtol=1e-14)


def test_rmsprop_divides_by_the_root_of_the_faded_mean_of_squares():
    w, s = ZEROS, ZEROS
    for g in GRADIENTS:
        before = w
        w, s = rmsprop_step(w, g, s, lr=0.1, rho=0.5, eps=0.25)
    first, second, third = (g**2 for g in GRADIENTS)
    mean = 0.125 * first + 0.25 * second + 0.5 * third
    assert_allclose(w, before - 0.1 * GRADIENTS[2] / (np.sqrt(mean) + 0.25), rtol=1e-14)


def test_adams_first_step_is_the_rate_whatever_the_gradient():
    w, m, v = adam_step(ZEROS, GRADIENTS[0], ZEROS, ZEROS, 1, lr=0.01, eps=0.0)
    assert_allclose(w, -0.01 * np.sign(GRADIENTS[0]), rtol=1e-14)
    assert_allclose(m, 0.1 * GRADIENTS[0], rtol=1e-14)
    assert_allclose(v, 0.001 * GRADIENTS[0] ** 2, rtol=1e-13)


def test_adam_uses_weighted_means_whose_weights_add_up_to_1():
    w, m, v = ZEROS, ZEROS, ZEROS
    for t, g in enumerate(GRADIENTS, 1):
        before = w
        w, m, v = adam_step(w, g, m, v, t, lr=0.1, b1=0.5, b2=0.75, eps=0.25)
    one, two = 0.5 ** np.arange(2, -1, -1), 0.75 ** np.arange(2, -1, -1)
    mean = np.average(GRADIENTS, axis=0, weights=one)
    square = np.average(np.square(GRADIENTS), axis=0, weights=two)
    assert_allclose(w, before - 0.1 * mean / (np.sqrt(square) + 0.25), rtol=1e-14)


def test_adamw_shrinks_the_weight_by_the_same_share_whatever_the_gradient():
    w = np.array([2.0, -3.0, 1.0])
    for scale in (1e3, 1e-3):
        plain, m, v = adam_step(w, scale * GRADIENTS[0], ZEROS, ZEROS, 1, lr=0.1)
        decayed, *moments = adamw_step(w, scale * GRADIENTS[0], ZEROS, ZEROS, 1, lr=0.1, decay=0.2)
        assert_allclose(plain - decayed, 0.1 * 0.2 * w, rtol=1e-12)
        assert_array_equal(moments, [m, v])


@pytest.mark.parametrize(
    "step",
    [
        lambda w, g, m, v: momentum_update(m, g, 0.9, 0.1),
        lambda w, g, m, v: rmsprop_step(w, g, v),
        lambda w, g, m, v: adam_step(w, g, m, v, 3),
        lambda w, g, m, v: adamw_step(w, g, m, v, 3),
    ],
)
def test_a_step_changes_none_of_the_arrays_that_it_is_given(step):
    given = [np.full((2, 3), value) for value in (1.0, 0.5, 0.25, 0.125)]
    kept = [array.copy() for array in given]
    assert all(array.shape == (2, 3) for array in step(*given))
    assert_array_equal(given, kept)
