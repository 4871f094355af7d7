import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import batch_norm, layer_norm, rms_norm

RNG = np.random.RandomState(0)
X, GAMMA, BETA = 3 * RNG.randn(6, 4) + 2, RNG.randn(1, 4), RNG.randn(1, 4)
ONES, ZEROS = np.ones((1, 4)), np.zeros((1, 4))


def test_batch_norm_gives_every_column_mean_0_and_variance_1():
    out, mean, var = batch_norm(X, ONES, ZEROS, eps=0.0)
    assert_allclose(out.mean(axis=0), 0, atol=1e-15)
    assert_allclose(out.var(axis=0), 1)
    assert_allclose(mean, [np.mean(X, axis=0)])
    assert_allclose(var, [np.sum((X - mean) ** 2, axis=0) / 6])


@pytest.mark.parametrize("rows", [(6, 4), (2, 3, 4)])
def test_layer_norm_gives_every_row_mean_0_and_variance_1(rows):
    out = layer_norm(RNG.randn(*rows), ONES, ZEROS, eps=0.0)
    assert out.shape == rows
    assert_allclose(out.mean(axis=-1), 0, atol=1e-15)
    assert_allclose(out.var(axis=-1), 1)


@pytest.mark.parametrize("rows", [(6, 4), (2, 3, 4)])
def test_rms_norm_gives_every_row_a_mean_square_of_1_and_keeps_its_direction(rows):
    given = RNG.randn(*rows)
    out = rms_norm(given, ONES, eps=0.0)
    assert_allclose(np.mean(out**2, axis=-1), 1)
    ratio = out / given
    assert_allclose(ratio, np.broadcast_to(ratio[..., :1], rows))


def test_gamma_and_beta_act_on_features_in_all_of_them():
    assert_allclose(batch_norm(X, GAMMA, BETA)[0], GAMMA * batch_norm(X, ONES, ZEROS)[0] + BETA)
    assert_allclose(layer_norm(X, GAMMA, BETA), GAMMA * layer_norm(X, ONES, ZEROS) + BETA)
    assert_allclose(rms_norm(X, GAMMA), GAMMA * rms_norm(X, ONES))


def test_eps_keeps_a_constant_column_and_a_row_of_zeros_finite():
    out, _, var = batch_norm(np.full((5, 4), 2.0), GAMMA, BETA)
    assert_array_equal(var, ZEROS)
    assert_allclose(out, np.broadcast_to(BETA, (5, 4)))
    assert_allclose(layer_norm(np.full((2, 4), 2.0), GAMMA, BETA), np.broadcast_to(BETA, (2, 4)))
    assert_array_equal(rms_norm(np.zeros((2, 4)), GAMMA), np.zeros((2, 4)))


def test_a_row_of_layer_norm_knows_nothing_of_the_others_and_one_of_batch_norm_does():
    assert_array_equal(layer_norm(X, GAMMA, BETA)[:2], layer_norm(X[:2], GAMMA, BETA))
    assert np.all(np.abs(batch_norm(X, GAMMA, BETA)[0][:2] - batch_norm(X[:2], GAMMA, BETA)[0]) > 1e-3)
