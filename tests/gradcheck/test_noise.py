import numpy as np
import pytest

from tui_tutor.gradcheck.noise import noise_away, noise_here, table_noise


@pytest.mark.parametrize("level", [1e-12, 1e-6, 1.0])
def test_the_level_of_pure_noise_is_measured_within_a_factor_ten(level):
    """All but one in five hundred: seven values may by chance lie close together, never ten times too far apart."""
    values = (level * np.random.RandomState(seed).standard_normal(7) for seed in range(500))
    measured = np.array([m for m in map(table_noise, values) if m is not None])
    assert np.all(measured < 10 * level)
    assert np.count_nonzero(measured <= level / 10) <= 1


def test_a_trend_is_not_noise():
    assert table_noise(np.arange(7.0) ** 2) is None


def test_noise_is_never_less_than_half_a_unit_in_the_last_place():
    assert noise_here(lambda t: 3.0, 3.0) >= 3 * 2.0**-53


def test_a_loss_in_float32_is_a_million_times_noisier():
    def loss(t):
        return float(np.float32(1.7 + t))

    assert 1e-9 < noise_here(loss, loss(0.0)) < 1e-6


def test_noise_that_a_loss_of_zero_hides_is_seen_away_from_the_point():
    def loss(t):
        return (1e8 + t) - 1e8

    assert noise_here(lambda t: loss(t), 0.0) >= 0
    assert noise_away(loss, 1e-3) > 1e-10
