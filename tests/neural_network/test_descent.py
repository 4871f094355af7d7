import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import binary_cross_entropy, gradient_descent, half_mse_loss, mse_loss, sigmoid

X = np.array([[1.0], [2.0], [3.0], [4.0]])
y = 2 * X + 1


def zeros():
    return np.zeros((1, 1)), np.zeros((1, 1))


def test_a_line_is_found():
    W, b, losses = gradient_descent(X, y, *zeros(), 0.1, 400, 4, half_mse_loss, seed=0, verbose=False)
    assert_allclose([W[0, 0], b[0, 0]], [2, 1], atol=1e-2)
    assert losses[-1] < 1e-4 < losses[0]


def test_the_step_is_the_mean_error_times_the_input_whatever_the_loss():
    W, b, _ = gradient_descent(X, y, *zeros(), 0.1, 1, 4, mse_loss, seed=0, verbose=False)
    assert_allclose(W, 0.1 * X.T @ y / 4)
    assert_allclose(b, [[0.1 * y.mean()]])


def test_a_smaller_last_batch_is_averaged_over_its_own_rows():
    W, b, _ = gradient_descent(X[:3], y[:3], *zeros(), 0.1, 1, 2, mse_loss, seed=1, verbose=False)
    order = np.random.RandomState(1).permutation(3)
    w = c = 0.0
    for rows in (order[:2], order[2:]):
        error = X[rows] * w + c - y[rows]
        w, c = w - 0.1 * (X[rows] * error).mean(), c - 0.1 * error.mean()
    assert_allclose([W[0, 0], b[0, 0]], [w, c])


def test_the_callers_parameters_stay_as_they_are():
    W, b = zeros()
    gradient_descent(X, y, W, b, 0.1, 3, 2, mse_loss, verbose=False)
    assert_array_equal(np.r_[W, b], np.zeros((2, 1)))


def test_one_seed_gives_one_result_and_leaves_the_global_generator_alone():
    state = np.random.get_state()[1].copy()
    runs = [gradient_descent(X, y, *zeros(), 0.05, 3, 1, mse_loss, seed=5, verbose=False) for _ in range(2)]
    assert_array_equal(runs[0][0], runs[1][0])
    assert_array_equal(np.random.get_state()[1], state)


def test_without_a_seed_the_global_generator_decides():
    np.random.seed(7)
    one = gradient_descent(X, y, *zeros(), 0.05, 3, 1, mse_loss, verbose=False)[2]
    np.random.seed(7)
    assert one == gradient_descent(X, y, *zeros(), 0.05, 3, 1, mse_loss, verbose=False)[2]


def test_every_epoch_prints_its_number_and_its_loss(capsys):
    losses = gradient_descent(X, y, *zeros(), 0.05, 2, 4, mse_loss, seed=0)[2]
    assert capsys.readouterr().out == f"Epoch 1/2, Loss: {losses[0]:.4f}\nEpoch 2/2, Loss: {losses[1]:.4f}\n"


def test_logistic_regression_separates_two_groups():
    labels = (X > 2.5).astype(float)
    W, b, _ = gradient_descent(
        X, labels, *zeros(), 0.5, 2000, 4, binary_cross_entropy, sigmoid, seed=0, verbose=False
    )
    assert_array_equal(sigmoid(X @ W + b) > 0.5, labels == 1)
