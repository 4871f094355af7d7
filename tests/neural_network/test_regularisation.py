import numpy as np
import pytest

from tui_tutor.neural_network import l1_regularization, l2_regularization

WEIGHTS = [np.array([[1.0, -2.0]]), np.array([[3.0], [0.0], [-0.5]])]


def test_the_l2_penalty_is_lambda_times_the_sum_of_all_squares():
    assert l2_regularization(WEIGHTS, 0.1) == pytest.approx(0.1 * (1 + 4 + 9 + 0.25))


def test_the_l1_penalty_is_lambda_times_the_sum_of_all_sizes():
    assert l1_regularization(WEIGHTS, 0.1) == pytest.approx(0.1 * (1 + 2 + 3 + 0.5))
