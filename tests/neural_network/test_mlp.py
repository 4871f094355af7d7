import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import forward_mlp_3layer, relu, softmax

X = np.array([[1.0, 2.0], [0.5, -1.0], [-1.0, 1.0]])
rng = np.random.RandomState(0)
W1, W2, W3 = rng.randn(2, 5), rng.randn(5, 4), rng.randn(4, 3)
b1, b2, b3 = rng.randn(1, 5), rng.randn(1, 4), rng.randn(1, 3)


def test_a_network_of_three_layers_is_two_relu_layers_and_a_softmax():
    A1, A2, A3 = forward_mlp_3layer(X, W1, b1, W2, b2, W3, b3)
    assert_array_equal(A1, relu(X @ W1 + b1))
    assert_array_equal(A2, relu(A1 @ W2 + b2))
    assert_allclose(A3, softmax(A2 @ W3 + b3))


def test_the_activations_know_which_gates_were_open():
    A1, A2, _ = forward_mlp_3layer(X, W1, b1, W2, b2, W3, b3)
    assert_array_equal(A1 > 0, X @ W1 + b1 > 0)
    assert_array_equal(A2 > 0, A1 @ W2 + b2 > 0)
