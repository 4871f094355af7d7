import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import embedding, rnn_forward, rnn_step


def test_a_word_gets_its_row_at_every_place_where_it_stands():
    E = np.arange(8.0).reshape(4, 2)
    assert_array_equal(embedding(E, np.array([[3, 0, 3]])), [[[6.0, 7.0], [0.0, 1.0], [6.0, 7.0]]])


def test_an_id_beyond_the_table_is_refused():
    with pytest.raises(IndexError):
        embedding(np.zeros((4, 2)), np.array([4]))


def test_ids_that_are_not_whole_numbers_are_refused():
    with pytest.raises(IndexError):
        embedding(np.zeros((4, 2)), np.array([1.0]))


def test_a_lookup_is_a_product_with_one_hot_rows():
    rng = np.random.RandomState(0)
    E, ids = rng.randn(5, 3), np.array([1, 4, 1, 0])
    assert_array_equal(embedding(E, ids), np.eye(5)[ids] @ E)


def test_a_step_of_known_numbers():
    h = rnn_step(
        np.array([[1.0]]), np.array([[0.5]]), np.array([[0.5]]), np.array([[-2.0]]), np.array([[0.25]])
    )
    assert_allclose(h, [[np.tanh(0.5 - 1.0 + 0.25)]])


def test_every_state_is_one_step_after_the_state_before_it():
    rng = np.random.RandomState(1)
    xs, h0 = rng.randn(4, 3, 2), rng.randn(3, 5)
    Wx, Wh, b = rng.randn(2, 5), rng.randn(5, 5), rng.randn(1, 5)
    hs = rnn_forward(xs, h0, Wx, Wh, b)
    assert hs.shape == (5, 3, 5)
    assert_array_equal(hs[0], h0)
    for t in range(1, 5):
        assert_array_equal(hs[t], rnn_step(xs[t - 1], hs[t - 1], Wx, Wh, b))
