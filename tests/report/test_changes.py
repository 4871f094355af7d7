"""What two reports show together, and nothing beyond it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui_tutor.report import Answered, Diagnosis, Frame, ParameterResult, Raised, Report, Table, what_changed


def array(
    name: str, verdict: str, *, draw: str = "shown", ratio: float | None = None, off: float | None = 1.0
):
    """One compared array; with a ratio, its table has that constant between the two."""
    table = None if ratio is None else Table((2.0 * ratio, -4.0 * ratio), (2.0, -4.0))
    return ParameterResult(name, (2,), verdict, off, draw=draw, table=table)


def report(*arrays: ParameterResult, verdict: str | None = None, **more) -> Report:
    worst = next((one for one in ("wrong", "undecided") if one in [a.verdict for a in arrays]), "correct")
    return Report("e", "returned", verdict or worst, parameters=arrays, h=1e-4, **more)


def stopped(kind: str, text: str = "no") -> Report:
    return Report("e", "raised", raised=Raised(kind, text, (Frame(3, "f"),)))


def test_what_is_repaired_comes_first_and_a_ratio_that_stays_is_named():
    before = report(array("W", "wrong", ratio=0.5), array("b", "wrong", ratio=0.5))
    after = report(array("W", "correct"), array("b", "wrong", ratio=0.5))
    assert what_changed(before, after) == "W is right now; b is still 0.5 times the numerical one."


def test_several_repaired_arrays_are_one_clause():
    names = ["W1", "b1", "W2"]
    before = report(*(array(name, "wrong") for name in names))
    after = report(*(array(name, "correct") for name in names))
    assert what_changed(before, after) == "W1, b1 and W2 are right now."


def test_what_was_right_and_is_not_is_said():
    before, after = report(array("W", "correct")), report(array("W", "wrong"))
    assert what_changed(before, after) == "W was right before and is wrong now."


def test_another_ratio_is_told_with_the_one_before():
    before, after = report(array("W", "wrong", ratio=0.5)), report(array("W", "wrong", ratio=-2.0))
    assert what_changed(before, after) == "W is -2 times the numerical one now, and was 0.5 times."


def test_without_a_ratio_the_largest_differences_are_compared():
    before, after = report(array("W", "wrong", off=2.0)), report(array("W", "wrong", off=0.25))
    assert what_changed(before, after) == "the largest difference of W went from 2 to 0.25."
    assert what_changed(before, before) == "W is as far off as before."


def test_of_a_value_the_reference_is_the_expected_one():
    old, new = (replace(report(array("result", "wrong", ratio=2.0)), h=None) for _ in range(2))
    assert what_changed(old, new) == "your answer is still 2 times the expected one."


def test_right_on_the_shown_data_is_said_only_where_the_report_says_so():
    before = report(array("W", "wrong"))
    hidden = array("W", "wrong", draw="hidden 1")
    shown_right = report(hidden, draws=(Answered("shown", {}, "correct"), Answered("hidden 1", {}, "wrong")))
    assert what_changed(before, shown_right) == (
        "W is right on the shown data now, and still wrong on hidden data set 1."
    )
    shown_wrong = report(hidden, draws=(Answered("shown", {}, "wrong"),))
    assert what_changed(before, shown_wrong) == "W is still wrong."
    assert what_changed(shown_right, before) == "W was right on the shown data before, and is not now."


def test_numbers_of_hidden_data_are_never_compared():
    old = array("W", "wrong", draw="hidden 1", ratio=0.5)
    new = array("W", "wrong", draw="hidden 1", ratio=0.25, off=0.1)
    assert what_changed(report(old), report(new)) == "W is still wrong."


def test_another_loss_forbids_comparing_numbers():
    before = report(array("W", "wrong", ratio=0.5), loss="mse_loss")
    after = report(array("W", "wrong", ratio=1.5), loss="half_mse_loss")
    assert what_changed(before, after) == (
        "checked against half_mse_loss now, and against mse_loss before; W is still wrong."
    )


def test_an_array_that_is_computed_from_a_wrong_one_is_only_still_wrong():
    blocked = replace(array("W1", "wrong", ratio=0.5), blocked_by="dZ2")
    assert what_changed(report(blocked), report(blocked)) == "W1 is still wrong."


def test_an_array_that_could_not_be_compared_is_not_called_better_than_it_is():
    misshapen = array("b", "wrong", off=None)
    assert what_changed(report(misshapen), report(array("b", "wrong"))) == (
        "b can be compared entry by entry now, and is still wrong."
    )
    assert what_changed(report(misshapen), report(misshapen)) == "b is still wrong."


def test_a_sample_of_a_large_array_shows_no_ratio():
    sampled = replace(array("W", "wrong"), table=Table((1.0, 2.0), (2.0, 4.0), (5, 9)))
    assert what_changed(report(sampled), report(sampled)) == "W is as far off as before."


def test_doubt_is_no_verdict():
    sure, doubt = report(array("W", "wrong")), report(array("W", "undecided"))
    assert what_changed(sure, doubt) == "W cannot be decided now."
    assert what_changed(doubt, sure) == "W could not be decided before and is wrong now."
    assert what_changed(doubt, report(array("W", "correct"))) == "W is right now."


def test_code_that_runs_again_and_code_that_no_longer_does():
    runs = report(array("W", "wrong"))
    assert what_changed(stopped("ValueError"), runs) == "your code runs to its end now."
    assert what_changed(runs, stopped("ValueError")) == "before, your code ran to its end."
    assert (
        what_changed(stopped("ValueError"), stopped("ValueError"))
        == "it stops with the same error as before."
    )
    assert what_changed(stopped("ValueError"), stopped("IndexError")) == (
        "it stops with an IndexError now, and stopped with a ValueError before."
    )


def test_inputs_that_are_left_alone_now():
    changes = report(
        array("W", "correct"), verdict="wrong", diagnoses=(Diagnosis("mutated-input", None, "X"),)
    )
    assert (
        what_changed(changes, report(array("W", "correct"))) == "your function leaves its inputs alone now."
    )


def test_two_right_answers_and_two_refusals_have_nothing_to_say():
    right, refused = report(array("W", "correct")), Report("e", "refused")
    assert what_changed(right, right) is None
    assert what_changed(refused, refused) is None
    assert what_changed(refused, right) is None


def test_a_long_list_is_cut_and_says_so():
    arrays = [array(f"W{at}", "wrong") for at in range(7)]
    said = what_changed(report(*arrays), report(*arrays))
    assert said is not None
    assert said.endswith("; and 3 more.")


verdicts = st.sampled_from(["correct", "wrong", "undecided"])
numbers = st.floats() | st.sampled_from([0.0, 1.0, -2.0])
tables = st.none() | st.lists(st.tuples(numbers, numbers), max_size=3).map(
    lambda pairs: Table(tuple(a for a, _ in pairs), tuple(n for _, n in pairs))
)
arrays = st.builds(
    ParameterResult,
    st.just("W"),
    st.just((2,)),
    verdicts,
    st.none() | numbers,
    draw=st.sampled_from(["shown", "moved", "hidden 1"]),
    table=tables,
)


@given(arrays, arrays)
def test_a_claim_is_borne_out_by_both_reports(old: ParameterResult, new: ParameterResult):
    said = what_changed(report(old), report(new)) or ""
    assert ("right now" in said) == (old.verdict != "correct" and new.verdict == "correct")
    assert ("was right before" in said) == (old.verdict == "correct" and new.verdict == "wrong")
    if "still" in said or "as before" in said or "went from" in said:
        assert old.verdict == new.verdict == "wrong"
    if "times" in said or "went from" in said:
        assert old.draw == new.draw == "shown"
    assert not any(word in said for word in ("nan", "inf"))


@pytest.mark.parametrize("entry", [math.nan, math.inf, 0.0])
def test_a_ratio_is_never_made_of_what_is_no_number(entry: float):
    odd = replace(array("W", "wrong"), table=Table((entry, entry), (2.0, 4.0)))
    assert "times" not in (what_changed(report(odd), report(odd)) or "")
