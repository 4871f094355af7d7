import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_tutor.gradcheck.derivative import quick_agreement, slope
from tui_tutor.gradcheck.noise import noise_here


def slope_of(f, scale=1.0):
    return slope(f, f(0.0), noise_here(f, f(0.0)), scale)


SMOOTH = {
    "sine": (lambda t: math.sin(t + 1), math.cos(1)),
    "exp": (lambda t: math.exp(3 * t - 1), 3 * math.exp(-1)),
    "steep": (lambda t: math.tanh(1e6 * (t + 3e-7)), 1e6 * (1 - math.tanh(0.3) ** 2)),
    "minimum": (lambda t: t * t, 0.0),
    "far": (lambda t: 1e8 + t, 1.0),
    "cancelling": (lambda t: (1 + t) - 1, 1.0),
    "logarithm": (lambda t: math.log(t + 1e-3), 1e3),
}


def defined(f):
    def safe(t):
        try:
            return f(t)
        except (ArithmeticError, ValueError):
            return math.nan

    return safe


@pytest.mark.parametrize("name", SMOOTH)
def test_a_derivative_lies_within_its_error(name):
    f, right = SMOOTH[name]
    found = slope_of(defined(f))
    assert abs(found.value - right) <= found.error + 1e-14 * abs(right)
    assert found.error <= max(1e-6 * abs(right), 1e-9)
    assert found.kink is None


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["sine", "exp", "logarithm"]), st.sampled_from([1e-6, 1e-3, 1e3, 1e6]))
def test_the_derivative_scales_with_the_function(name, factor):
    f, right = SMOOTH[name]
    found = slope_of(lambda t: factor * defined(f)(t))
    assert found.value == pytest.approx(factor * right, rel=1e-7)


@pytest.mark.parametrize("distance", [1e-2, 1e-4, 1e-6, -1e-6])
def test_a_kink_nearby_does_not_disturb(distance):
    found = slope_of(lambda t: max(t + distance, 0.0) + 2.0)
    assert found.value == pytest.approx(1.0 if distance > 0 else 0.0, abs=1e-6)


def test_a_kink_at_the_point_is_found_with_both_slopes():
    found = slope_of(lambda t: 3 * max(t, 0.0) - min(t, 0.0))
    assert found.kink.low == pytest.approx(-1, abs=1e-6)
    assert found.kink.high == pytest.approx(3, abs=1e-6)


def test_stairs_have_no_slope():
    assert slope_of(lambda t: math.floor(1e3 * t + 0.5) / 1e3) is None


def test_a_function_that_is_nowhere_finite_around_the_point_has_no_slope():
    assert slope(lambda t: 1.0 if t == 0 else math.nan, 1.0, 1e-16, 1.0) is None


def test_quick_agreement_proves_only_agreement():
    f = SMOOTH["sine"][0]
    noise = noise_here(f, f(0.0))
    assert quick_agreement(f, math.cos(1), 1e-8, noise, 1.0) is not None
    assert quick_agreement(f, math.cos(1) + 1e-5, 1e-8, noise, 1.0) is None


def test_a_truncation_error_that_equals_a_mistake_is_no_agreement():
    def f(t):
        return math.sin(t + 1)

    coarse = (f(1e-2) - f(-1e-2)) / 2e-2
    assert quick_agreement(f, coarse, 1e-9, 1e-16, 1.0) is None


def test_no_agreement_is_claimed_where_noise_is_larger_than_the_tolerance():
    assert quick_agreement(lambda t: 1.0, 0.0, 1e-12, 1e-3, 1.0) is None
    assert np.isfinite(quick_agreement(lambda t: 1.0, 0.0, 1e-2, 1e-3, 1.0).error)


@pytest.mark.parametrize("jump", [1e-6, 1.0, 1e6])
def test_a_jump_at_the_point_has_no_slope(jump):
    assert slope_of(lambda t: jump * (t >= 0)) is None
    assert slope_of(lambda t: jump * (math.copysign(1.0, t) + math.sin(t))) is None
