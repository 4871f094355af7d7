import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gradcheck.networks import article, linear, network
from tui_tutor.gradcheck import assert_gradient, check_gradient, compare


def test_the_articles_gradient_is_half_of_the_right_one():
    problem = article()
    half = {name: g / 2 for name, g in problem.right().items()}
    report = check_gradient(problem.loss, half, problem.params)
    assert report.verdict == "wrong"
    assert report.parameters["W"].analytic == -8.75
    assert report.parameters["W"].numeric == pytest.approx(-17.5)
    [diagnosis] = report.diagnoses
    assert (diagnosis.kind, diagnosis.parameter) == ("factor", None)
    assert "Every entry of W and of b is exactly 0.5" in diagnosis.message


def test_the_articles_gradient_with_its_two_is_correct():
    problem = article()
    report = assert_gradient(problem.loss, problem.gradient, problem.params, inputs=problem.inputs)
    assert report.parameters["W"].max_difference < 1e-9
    assert report.parameters["W"].error_bound < 1e-8


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["tanh", "relu"]))
def test_the_right_gradient_of_a_random_network_is_correct(seed, activation):
    problem = network(seed, activation=activation)
    report = check_gradient(problem.loss, problem.gradient, problem.params, seed=seed)
    assert report.verdict == "correct", str(report)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    name=st.sampled_from(["W1", "b1", "W2", "b2"]),
    place=st.integers(0, 100),
    relative=st.sampled_from([1e-2, -1e-2, 0.3, -2.0]),
)
def test_one_planted_error_is_never_correct(seed, name, place, relative):
    problem = network(seed)
    wrong = problem.right()
    wrong[name].flat[place % wrong[name].size] *= 1 + relative
    assert check_gradient(problem.loss, wrong, problem.params).parameters[name].verdict == "wrong"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1e-6, 1e-3, 1e3, 1e6]), st.booleans())
def test_the_size_of_the_loss_changes_no_verdict(seed, factor, planted):
    problem = network(seed)
    scaled = problem.scaled(factor)
    answer = scaled.right()
    if planted:
        answer["W1"][0, 0] *= 1.001
    report = check_gradient(scaled.loss, answer, scaled.params)
    assert report.verdict == ("wrong" if planted else "correct"), str(report)


def test_assert_gradient_raises_with_the_whole_report():
    problem = linear()
    with pytest.raises(AssertionError, match=r"(?s)wrong.*opposite sign"):
        assert_gradient(
            problem.loss, lambda p: {k: -g for k, g in problem.gradient(p).items()}, problem.params
        )


def test_a_gradient_right_only_at_the_given_point_is_wrong():
    problem = linear()
    frozen = problem.right()
    report = check_gradient(problem.loss, lambda p: {k: g.copy() for k, g in frozen.items()}, problem.params)
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "shown-data-only"


def test_a_plain_dict_is_checked_at_one_point_and_the_report_says_so():
    problem = linear()
    report = check_gradient(problem.loss, problem.right(), problem.params)
    assert report.verdict == "correct"
    assert any("this one point" in note for note in report.notes)


def test_a_central_difference_is_correct_and_recognised():
    problem = linear()

    def gradient(p):
        out = {}
        for name, array in p.items():
            out[name] = np.zeros_like(array)
            for i in np.ndindex(array.shape):
                kept = array[i]
                array[i] = kept + 1e-5
                up = problem.loss(p)
                array[i] = kept - 1e-5
                down = problem.loss(p)
                array[i] = kept
                out[name][i] = (up - down) / (2 * 1e-5)
        return out

    report = check_gradient(problem.loss, gradient, problem.params)
    assert report.verdict == "correct"
    assert any("central difference with h = 1e-05" in note for note in report.notes)


def test_the_callers_arrays_are_as_before():
    problem = network()
    kept = {name: p.copy() for name, p in problem.params.items()}
    check_gradient(problem.loss, problem.gradient, problem.params, inputs=problem.inputs)
    assert all(np.array_equal(problem.params[name], kept[name]) for name in kept)


def test_an_exception_of_the_gradient_is_the_callers():
    problem = linear()
    with pytest.raises(ZeroDivisionError):
        check_gradient(problem.loss, lambda p: 1 / 0, problem.params)


@pytest.mark.parametrize("check", [check_gradient, compare])
@pytest.mark.parametrize("value", [np.array(["a"]), np.array([1j]), None])
def test_parameters_that_are_no_real_numbers_are_refused(check, value):
    with pytest.raises(TypeError, match="real numbers"):
        check(lambda p: 0.0, {}, {"W": value})


def test_a_loss_that_jumps_at_the_point_is_undecided():
    params = {"w": np.zeros(2)}
    report = check_gradient(lambda p: float(np.sum(p["w"] >= 0)), {"w": np.zeros(2)}, params)
    assert report.verdict == "undecided"


def test_without_a_single_entry_nothing_is_correct():
    report = check_gradient(lambda p: 1.0, dict, {"w": np.zeros((0, 3))})
    assert report.verdict == "undecided"
    assert "nothing was compared" in report.notes[0]


def test_a_gradient_with_very_many_axes_is_told_its_shape():
    given = {"w": np.zeros((1,) * 32)}
    report = check_gradient(lambda p: float(np.sum(p["w"] ** 2)), given, {"w": np.ones((1, 1))})
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "shape"


def test_parameters_may_be_numbered():
    report = check_gradient(
        lambda p: float(p[0] ** 2 + p[1]), lambda p: {0: 2 * p[0], 1: 1.0}, {0: 3.0, 1: 1.0}
    )
    assert "✓ correct   0" in str(report)
    assert "There is no gradient for 1" in str(
        check_gradient(lambda p: float(p[0] + p[1]), {0: 1.0}, {0: 3.0, 1: 1.0})
    )
