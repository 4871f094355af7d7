import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import he_init, relu, xavier_init


def size(A):
    """The root of the mean square."""
    return np.sqrt(np.mean(A**2))


@pytest.mark.parametrize(
    ("init", "variance"), [(he_init, 2 / 300), (xavier_init, 2 / 500)], ids=["he", "xavier"]
)
def test_the_weights_have_mean_0_and_the_variance_that_is_promised(init, variance):
    W = init(np.random.RandomState(0), 300, 200)
    assert W.shape == (300, 200)
    assert_allclose(np.var(W), variance, rtol=0.02)
    assert abs(np.mean(W)) < 0.02 * np.sqrt(variance)


def test_behind_ten_relu_layers_a_signal_with_he_weights_has_its_size_still():
    rng = np.random.RandomState(0)
    A = rng.standard_normal((200, 100))
    for _ in range(10):
        A = relu(A @ he_init(rng, 100, 100))
    assert 0.5 < size(A) < 2


def test_on_the_way_there_and_back_xavier_weights_change_a_size_by_opposite_factors():
    rng = np.random.RandomState(0)
    W = xavier_init(rng, 300, 100)
    there, back = size(rng.standard_normal((500, 300)) @ W), size(rng.standard_normal((500, 100)) @ W.T)
    assert_allclose([there**2, back**2], [1.5, 0.5], rtol=0.05)


def test_the_generator_is_the_only_source_of_chance():
    first, again = (he_init(np.random.RandomState(7), 3, 2) for _ in range(2))
    assert_array_equal(first, again)
