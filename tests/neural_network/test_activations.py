import warnings

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import identity, relu, sigmoid, softmax

finite = st.floats(-1e300, 1e300)


@given(arrays(float, st.integers(1, 6), elements=finite))
def test_sigmoid_never_warns_and_stays_between_0_and_1(Z):
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        A = sigmoid(Z)
    assert np.all((A >= 0) & (A <= 1))


@given(arrays(float, st.integers(1, 6), elements=st.floats(-700, 700)))
def test_sigmoid_of_minus_z_is_one_minus_sigmoid_of_z(Z):
    assert_allclose(sigmoid(-Z), 1 - sigmoid(Z), atol=1e-15)


def test_sigmoid_of_known_numbers():
    assert_allclose(sigmoid(np.array([0.0, np.log(3.0), -np.log(3.0)])), [0.5, 0.75, 0.25])


def test_sigmoid_takes_a_plain_number():
    assert sigmoid(0.0) == 0.5


def test_relu_blocks_the_negative_and_keeps_the_shape():
    assert_array_equal(relu(np.array([[-1.0, 2.0]])), [[0.0, 2.0]])


def test_identity_is_its_argument():
    Z = np.ones((2, 1))
    assert identity(Z) is Z


@given(arrays(float, (3, 4), elements=st.floats(-1e6, 1e6)), st.floats(-1e3, 1e3))
def test_softmax_rows_sum_to_one_wherever_the_scores_lie(Z, shift):
    assert_allclose(softmax(Z + shift).sum(axis=1), 1)


def test_softmax_of_known_scores():
    assert_allclose(softmax(np.log([[1.0, 2.0, 5.0]])), [[0.125, 0.25, 0.625]])
