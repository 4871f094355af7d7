import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import binary_cross_entropy, mse_loss, numerical_gradient, sigmoid

X = np.array([[1.0], [2.0], [3.0], [4.0]])
y = np.array([[3.0], [5.0], [7.0], [9.0]])


def linear_forward(X, params):
    return X @ params["W"] + params["b"]


def logistic_forward(X, params):
    return sigmoid(linear_forward(X, params))


def line(**changed):
    return {"W": np.array([[1.0]]), "b": np.array([[0.5]])} | changed


def test_the_articles_example_gives_17_5_and_6_not_half_of_it():
    gradient = numerical_gradient(X, y, line(), mse_loss, linear_forward)
    assert_allclose(gradient["W"], [[-17.5]], rtol=1e-10)
    assert_allclose(gradient["b"], [[-6.0]], rtol=1e-10)


def test_the_articles_logistic_example():
    X, y = np.array([[0.5], [1.5], [2.5]]), np.array([[0.0], [0.0], [1.0]])
    params = {"W": np.zeros((1, 1)), "b": np.zeros((1, 1))}
    gradient = numerical_gradient(X, y, params, binary_cross_entropy, logistic_forward)
    assert_allclose(gradient["W"], [[-1 / 12]], rtol=1e-9)
    assert_allclose(gradient["b"], [[1 / 6]], rtol=1e-9)


@given(st.integers(0, 1000), st.sampled_from(["C", "F", "strided"]))
def test_every_memory_layout_gives_the_same_gradient_and_is_put_back(seed, layout):
    random = np.random.RandomState(seed)
    W, data = random.randn(3, 2), random.randn(5, 3)
    target = random.randn(5, 2)
    laid_out = {"C": W.copy(), "F": np.asfortranarray(W), "strided": np.repeat(W, 2, axis=0)[::2]}[layout]
    gradient = numerical_gradient(data, target, {"W": laid_out}, mse_loss, lambda X, params: X @ params["W"])
    assert_allclose(gradient["W"], 2 * data.T @ (data @ W - target) / 10, atol=1e-8)
    assert_array_equal(laid_out, W)


def test_integer_parameters_are_refused_with_what_to_write():
    with pytest.raises(TypeError, match=r"params\['W'\]\.astype\(float\)"):
        numerical_gradient(X, y, line(W=np.array([[1]])), mse_loss, linear_forward)


@pytest.mark.parametrize("number", [0.5, np.float64(0.5), 1])
def test_a_plain_number_is_refused_with_what_to_write(number):
    with pytest.raises(TypeError, match=r"np\.array\(.*, dtype=float\)"):
        numerical_gradient(X, y, line(b=number), mse_loss, linear_forward)


def test_an_array_without_axes_works():
    gradient = numerical_gradient(X, y, line(b=np.array(0.5)), mse_loss, linear_forward)
    assert gradient["b"].shape == ()
    assert_allclose(gradient["b"], -6.0, rtol=1e-10)


def test_a_read_only_array_is_checked_in_a_copy():
    W = np.array([[1.0]])
    W.flags.writeable = False
    assert_allclose(numerical_gradient(X, y, line(W=W), mse_loss, linear_forward)["W"], [[-17.5]], rtol=1e-10)


def test_names_that_share_memory_are_refused_and_both_are_named():
    W = np.zeros((2, 2))
    with pytest.raises(ValueError, match=r"'A'.*'B'"):
        numerical_gradient(X, y, {"A": W, "B": W.T}, mse_loss, linear_forward)


def test_the_entry_is_put_back_when_the_forward_pass_raises():
    params = line(W=np.array([[0.1]]))

    def forward(X, params):
        if params["W"][0, 0] != 0.1:
            raise RuntimeError("stop")
        return X @ params["W"]

    with pytest.raises(RuntimeError):
        numerical_gradient(X, y, params, mse_loss, forward)
    assert params["W"][0, 0] == 0.1


def test_a_loss_that_reads_params_from_outside_is_differentiated():
    params = line()

    def penalized(y_pred, y):
        return mse_loss(y_pred, y) + 0.1 * np.sum(params["W"] ** 2)

    assert_allclose(numerical_gradient(X, y, params, penalized, linear_forward)["W"], [[-17.3]], rtol=1e-10)


def test_float32_parameters_give_three_digits_in_float32():
    gradient = numerical_gradient(X, y, line(W=np.ones((1, 1), np.float32)), mse_loss, linear_forward)["W"]
    assert gradient.dtype == np.float32
    assert_allclose(gradient, [[-17.5]], rtol=1e-2)


def test_an_empty_array_has_an_empty_gradient():
    gradient = numerical_gradient(X, y, line(none=np.zeros((0, 3))), mse_loss, linear_forward)
    assert gradient["none"].shape == (0, 3)
