"""What lesson 6 says about the judge itself."""

import numpy as np
import pytest

from tui_tutor.gradcheck import check_gradient
from tui_tutor.neural_network import relu


def verdict(z: float, slope: float) -> str:
    """The verdict on `slope` as the gradient of relu at `z`."""
    return check_gradient(lambda params: float(np.sum(relu(params["z"]))), {"z": [slope]}, point(z)).verdict


def point(z: float) -> dict[str, np.ndarray]:
    return {"z": np.array([z])}


@pytest.mark.parametrize("slope", [0.0, 0.5, 1.0])
def test_at_a_corner_every_slope_between_the_two_sides_is_accepted(slope: float) -> None:
    assert verdict(0.0, slope) == "correct"


@pytest.mark.parametrize("slope", [-0.1, 1.1])
def test_at_a_corner_no_slope_outside_of_the_two_sides_is_accepted(slope: float) -> None:
    assert verdict(0.0, slope) != "correct"


def test_beside_a_corner_only_the_true_slope_is_accepted() -> None:
    assert [verdict(2e-5, slope) for slope in (0.0, 0.6, 1.0)] == ["wrong", "wrong", "correct"]


def test_a_loss_that_differs_between_two_calls_is_undecided() -> None:
    random = np.random.RandomState(0)

    def loss(params: dict[str, np.ndarray]) -> float:
        return float(np.sum(params["W"] * (random.rand(3) < 0.5)))

    assert check_gradient(loss, {"W": np.ones(3)}, {"W": np.ones(3)}).verdict == "undecided"


def test_a_gradient_that_differs_between_two_calls_is_wrong() -> None:
    random = np.random.RandomState(0)
    report = check_gradient(
        lambda params: float(np.sum(params["W"] ** 2)),
        lambda params: {"W": 2 * params["W"] * (random.rand(3) < 0.5)},
        {"W": np.array([0.5, -0.4, 0.3])},
    )
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "non-deterministic"


def test_single_precision_parameters_are_checked_in_double_and_it_is_said() -> None:
    params = {"W": np.array([0.5, -0.4], dtype=np.float32)}
    report = check_gradient(lambda p: float(np.sum(p["W"] ** 2)), lambda p: {"W": 2 * p["W"]}, params)
    assert report.verdict == "correct"
    assert "float64" in report.notes[0]
