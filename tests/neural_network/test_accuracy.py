import numpy as np
import pytest

from tui_tutor.neural_network import accuracy, one_hot


def test_the_share_of_rows_whose_largest_score_is_at_the_label():
    scores = np.array([[2.0, 1.0, 0.0], [0.1, 0.3, 0.2], [0.5, 0.2, 0.4], [-3.0, -2.0, -1.0]])
    assert accuracy(scores, one_hot(np.array([0, 1, 1, 2]), 3)) == 0.75


def test_it_is_a_plain_number():
    assert type(accuracy(np.eye(3), np.eye(3))) is float


@pytest.mark.parametrize("labels", [np.array([0, 1]), np.array([[0], [1]])])
def test_labels_that_are_not_one_hot_are_refused_with_both_shapes(labels):
    with pytest.raises(ValueError, match=r"\(2, 3\) with \(2"):
        accuracy(np.zeros((2, 3)), labels)
