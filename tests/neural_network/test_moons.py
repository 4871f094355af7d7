import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import two_moons


def test_without_noise_every_point_is_on_its_own_half_circle():
    X, labels = two_moons(101, noise=0.0)
    centre = np.where(labels[:, None] == 0, [0.0, 0.0], [1.0, 0.5])
    assert_allclose(np.linalg.norm(X - centre, axis=1), 1.0)
    assert np.all(X[labels == 0, 1] >= 0)
    assert np.all(X[labels == 1, 1] <= 0.5)


def test_half_of_the_points_are_in_each_moon():
    _, labels = two_moons(101)
    assert np.bincount(labels).tolist() == [50, 51]


def test_a_seed_gives_the_same_points_again_and_another_seed_others():
    assert_array_equal(two_moons(10, seed=3)[0], two_moons(10, seed=3)[0])
    assert not np.array_equal(two_moons(10, seed=3)[0], two_moons(10, seed=4)[0])


def test_the_noise_is_the_deviation_from_the_circles():
    X, clean = two_moons(4000, noise=0.2)[0], two_moons(4000, noise=0.0)[0]
    assert_allclose(np.std(X - clean), 0.2, rtol=0.05)


def test_the_moons_lie_in_random_order():
    _, labels = two_moons(100)
    assert 20 < np.count_nonzero(np.diff(labels)) < 80
