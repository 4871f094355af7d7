import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tui_tutor.gradcheck import compare_values, same_arrays

numbers = arrays(float, (2, 3), elements=st.floats(-1e3, 1e3))


@given(numbers, st.sampled_from([1e-200, 1e-6, 1.0, 1e150]))
def test_an_array_equals_itself_at_every_scale(a, scale):
    assert same_arrays(scale * a, scale * a * (1 + 1e-12))


@given(numbers.filter(lambda a: np.max(np.abs(a)) > 1e-3), st.sampled_from([1e-200, 1e-6, 1.0, 1e150]))
def test_a_millionth_of_the_largest_entry_is_a_difference_at_every_scale(a, scale):
    b = a.copy()
    b.flat[0] += 1e-6 * np.max(np.abs(a))
    assert not same_arrays(scale * a, scale * b)


def test_rounding_of_a_small_entry_beside_a_large_one_is_no_difference():
    assert compare_values({"a": [1e9, 1e-3]}, {"a": [1e9, 0.0]}).verdict == "correct"


@pytest.mark.parametrize(
    ("given_", "wanted", "verdict"),
    [
        ([1, 2], [1, 2], "correct"),
        ([1.0, 2.0], [1, 2], "correct"),
        ([1.0, 2.0000001], [1, 2], "wrong"),
        ([1, 2], [1.0, 2.0], "correct"),
        ([True, False], [True, False], "correct"),
        ([1, 0], [True, False], "wrong"),
        ([True, False], [1, 0], "wrong"),
        ([1j, 2], [1j, 2], "correct"),
        ([1j, 2], [1j, 2.1], "wrong"),
        ([1.0, 2.0], [1 + 0j, 2 + 0j], "correct"),
        ([1 + 0j, 2], [1.0, 2.0], "wrong"),
        ([np.nan, 1], [np.nan, 1], "correct"),
        ([np.inf, 1], [np.inf, 1], "correct"),
        ([np.inf, 1], [-np.inf, 1], "wrong"),
        ([0.0, 1], [np.nan, 1], "wrong"),
        ([np.nan, 1], [0.0, 1], "wrong"),
        (["a", "b"], [0.0, 1], "wrong"),
        ([[1.0, 2.0]], [1.0, 2.0], "wrong"),
        ([], [], "correct"),
        (0.5, 0.5, "correct"),
    ],
)
def test_values_are_compared_by_shape_kind_and_number(given_, wanted, verdict):
    assert compare_values({"a": given_}, {"a": wanted}).verdict == verdict


def test_a_missing_value_is_wrong_and_named():
    report = compare_values({"a": 1.0}, {"a": 1.0, "b": 2.0})
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "keys"
    assert report.parameters["a"].verdict == "correct"


def test_nothing_expected_is_never_correct():
    assert compare_values({}, {}).verdict == "undecided"


def test_a_transposed_value_is_told_so():
    [diagnosis] = compare_values({"a": np.ones((2, 1))}, {"a": np.ones((1, 2))}).diagnoses
    assert "transpose" in diagnosis.message


def test_a_constant_factor_of_a_value_is_named():
    [diagnosis] = compare_values({"a": [2.0, 4.0, 6.0]}, {"a": [1.0, 2.0, 3.0]}).diagnoses
    assert (diagnosis.kind, diagnosis.evidence["constant"]) == ("factor", "2")


def test_nan_where_a_number_is_expected_is_told():
    [diagnosis] = compare_values({"a": [np.nan, 1.0]}, {"a": [0.0, 1.0]}).diagnoses
    assert diagnosis.kind == "non-finite"


def test_arrays_of_another_shape_or_kind_are_not_the_same():
    assert not same_arrays(np.ones(2), np.ones((2, 1)))
    assert not same_arrays(np.array(["a"]), np.array(["a"]))


def test_one_wrong_number_gets_no_advice_about_data():
    [diagnosis] = compare_values({"a": 2.0}, {"a": 1.0}).diagnoses
    assert "2 times it, or a difference of 1" in diagnosis.message
    assert "data" not in diagnosis.message


def test_values_in_single_precision_are_told_their_type_and_not_a_factor():
    right = np.random.RandomState(0).randn(4, 3)
    report = compare_values({"y": right.astype(np.float32)}, {"y": right})
    assert report.verdict == "wrong"
    assert [diagnosis.kind for diagnosis in report.diagnoses] == ["dtype"]
    assert "float32" in report.diagnoses[0].message
    half = compare_values({"y": right.astype(np.float32) / 2}, {"y": right})
    assert [diagnosis.kind for diagnosis in half.diagnoses] == ["factor"]


@pytest.mark.parametrize("factor", [2.0, 0.5, 0.2, 5.0, 1 / 7])
def test_a_constant_in_a_value_is_not_looked_for_in_a_loss(factor):
    right = np.array([[1.0, -2.0], [3.0, 4.0], [0.5, 1.5]])
    [diagnosis] = compare_values({"v": factor * right}, {"v": right}).diagnoses
    assert diagnosis.kind == "factor"
    for word in ("loss", "gradient", "derivative", "differentiated"):
        assert word not in diagnosis.message


def test_values_beside_each_other_are_no_weight_and_bias():
    W, b = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([[1.0, 4.0]])
    report = compare_values({"W": W, "b": b + np.array([[0.3, 0.5]])}, {"W": W, "b": b})
    assert report.diagnoses == ()


def test_clipping_by_entry_is_told_without_advice_about_training():
    right = np.array([3.0, 4.0, 0.5, 5.0])
    [diagnosis] = compare_values({"g": right.clip(-2.6, 2.6)}, {"g": right}).diagnoses
    assert diagnosis.kind == "clipped"
    assert "training" not in diagnosis.message
