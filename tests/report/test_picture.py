"""What the picture of a gradient check shows."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui_tutor.report import Convergence, ParameterResult, Report, picture_line, pictured
from tui_tutor.report.picture import Level, level

STEPS = tuple(10.0**-e for e in range(1, 11))
V = (1e-3, 1e-5, 1e-7, 1e-9, 2e-11, 1e-10, 3e-9, 2e-8, 1e-7, 4e-6)
ARM = (4e-14, 8e-14, 2e-12, 2e-12, 2e-12, 8e-10, 2e-9, 3e-8, 6e-7, 1e-5)
FLAT = (0.51, 0.5001, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.50002, 0.5004)


def picture(*differences: float) -> Convergence:
    return Convergence(STEPS[: len(differences)], differences)


def line(one: Convergence, draw: str = "shown") -> str:
    return picture_line(ParameterResult("W", (2,), "wrong", draw=draw, convergence=one))


def test_a_wrong_gradient_makes_a_flat_line():
    said = line(picture(*FLAT))
    assert said.startswith("W: the difference stays near 0.5 for h from 0.1 down to 1.0e-10: a flat line.")


def test_a_right_gradient_makes_a_v():
    said = line(picture(*V))
    assert said.startswith("W: the difference falls to 2.0e-11 at h = 1.0e-05 and rises again below: a V.")


def test_of_a_parabola_one_arm_is_seen_and_three_equal_values_are_no_level():
    said = line(picture(*ARM))
    assert said.startswith(
        "W: the difference is smallest, 4.0e-14, at h = 0.1 and rises as h shrinks: one arm of a V."
    )


def test_a_mistake_below_the_truncation_error_is_level_where_that_has_gone():
    small = tuple(max(5e-6, difference) for difference in V)
    assert level(picture(*small)) == Level(5e-6, 1e-3, 1e-10)
    said = line(picture(1e-1, 1e-3, 1e-5, *[4e-6] * 6, 8e-6))
    assert "near 4.0e-06 for h from 1.0e-04 down to 1.0e-09: a flat line" in said


def test_only_zeros_are_said_to_be_zeros():
    assert line(picture(0.0, 0.0)) == "W: the difference is exactly 0 at every step."
    assert "nothing to draw" in line(picture())


def test_what_has_no_shape_gets_none():
    assert line(picture(1.0, 3.0, 1.0, 3.0)).endswith("between 1 and 3 at every step, without a shape.")
    assert "Rounding is not reached yet" in line(picture(1.0, 1e-2, 1e-4))


def test_a_picture_of_other_data_than_the_shown_says_so():
    assert line(picture(*FLAT), "hidden 2").startswith(
        "W, on hidden data set 2: the difference stays near 0.5"
    )
    assert line(picture(*FLAT), "moved").startswith(
        "W, on the shown data at other parameters: the difference"
    )


def test_what_is_to_be_looked_at_comes_first_and_what_has_no_picture_is_left_out():
    def array(name: str, verdict: str, blocked: str | None = None):
        return ParameterResult(name, (2,), verdict, blocked_by=blocked, convergence=picture(*V))

    found = pictured(
        Report(
            "e",
            "returned",
            "wrong",
            parameters=(
                array("right", "correct"),
                array("after", "wrong", "first"),
                replace(array("none", "wrong"), convergence=None),
                array("first", "wrong"),
            ),
        )
    )
    assert [parameter.name for parameter in found] == ["first", "after", "right"]


@given(st.lists(st.floats(0, 1e300), max_size=10))
def test_any_differences_have_a_sentence(differences: list[float]):
    said = line(picture(*differences))
    assert said.startswith("W: ")
    assert said.endswith(".")
