import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tui_tutor.neural_network import three_spirals


def test_without_noise_every_point_lies_on_the_arm_of_its_label():
    X, labels = three_spirals(90, noise=0.0)
    r = np.linalg.norm(X, axis=1)
    t = 2 * np.pi / 3 * labels + 4 * r
    assert_allclose(X, np.column_stack([r * np.sin(t), r * np.cos(t)]), atol=1e-12)
    assert_allclose((r.min(), r.max()), (0.05, 1.0))


def test_the_three_arms_share_the_points_evenly():
    assert np.bincount(three_spirals(180)[1]).tolist() == [60, 60, 60]
    assert sorted(np.bincount(three_spirals(100)[1]).tolist()) == [33, 33, 34]


def test_the_noise_turns_points_and_leaves_their_distance_from_the_middle():
    X, clean = three_spirals(3000, noise=0.2)[0], three_spirals(3000, noise=0.0)[0]
    r = np.linalg.norm(clean, axis=1)
    assert_allclose(np.linalg.norm(X, axis=1), r)
    turned = np.angle((X[:, 0] + 1j * X[:, 1]) / (clean[:, 0] + 1j * clean[:, 1]))
    assert_allclose(np.std(turned), 0.2, rtol=0.05)


def test_the_points_come_shuffled_and_the_same_again():
    X, labels = three_spirals(60, seed=4)
    assert_array_equal(X, three_spirals(60, seed=4)[0])
    assert np.count_nonzero(np.diff(labels)) > 20


def test_the_stream_is_frozen():
    X, labels = three_spirals()
    assert_allclose(
        X[:2].ravel(),
        [0.5920681907842071, 0.42062464706132685, 0.27338389898810755, 0.10123396887569155],
        rtol=1e-12,
    )
    assert labels[:8].tolist() == [2, 0, 0, 2, 2, 0, 1, 1]
