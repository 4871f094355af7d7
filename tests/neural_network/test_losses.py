import numpy as np
import pytest

from tui_tutor.neural_network import (
    bce_with_logits,
    binary_cross_entropy,
    cross_entropy,
    half_mse_loss,
    mse_loss,
    one_hot,
    sigmoid,
    softmax,
    softmax_cross_entropy,
)


def test_mse_is_the_mean_of_the_squares():
    assert mse_loss(np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([[3.0], [5.0], [7.0], [9.0]])) == 13.5


def test_half_mse_is_half_of_it():
    y_pred, y = np.array([[1.0], [4.0]]), np.array([[0.0], [1.0]])
    assert half_mse_loss(y_pred, y) == mse_loss(y_pred, y) / 2 == 2.5


def test_mse_of_a_column_and_a_row_compares_all_with_all():
    y = np.array([1.0, 3.0])
    assert mse_loss(y.reshape(2, 1), y) == 2.0


def test_binary_cross_entropy_of_a_coin_is_log_2():
    assert binary_cross_entropy(np.full((3, 1), 0.5), np.array([[0.0], [0.0], [1.0]])) == pytest.approx(
        np.log(2)
    )


def test_epsilon_limits_the_loss_of_a_sure_mistake():
    assert binary_cross_entropy(np.array([[1.0]]), np.array([[0.0]])) == pytest.approx(34.54, abs=0.2)


def test_bce_with_logits_agrees_with_the_probability_form():
    Z, y = np.array([[-2.0], [0.3], [4.0]]), np.array([[0.0], [1.0], [1.0]])
    assert bce_with_logits(Z, y) == pytest.approx(binary_cross_entropy(sigmoid(Z), y))


def test_bce_with_logits_has_no_ceiling():
    assert bce_with_logits(np.array([[800.0]]), np.array([[0.0]])) == 800.0


def test_cross_entropy_picks_the_probability_of_the_label():
    A = np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]])
    expected = -(np.log(0.25) + np.log(0.8)) / 2
    assert cross_entropy(A, one_hot(np.array([2, 1]), 3)) == pytest.approx(expected)


def test_softmax_cross_entropy_agrees_with_the_probability_form():
    Z, Y = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, 1.0]]), one_hot(np.array([0, 2]), 3)
    assert softmax_cross_entropy(Z, Y) == pytest.approx(cross_entropy(softmax(Z), Y))


def test_softmax_cross_entropy_survives_large_scores():
    assert softmax_cross_entropy(np.array([[1000.0, 0.0]]), np.array([[0.0, 1.0]])) == 1000.0
