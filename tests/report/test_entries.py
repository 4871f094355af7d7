"""Single entries, the farthest apart first."""

import math

import pytest
from msgspec.structs import replace

from tui_tutor.report import ParameterResult, Table
from tui_tutor.report.entries import Entry, floor_of, relative, unravelled, worst_entries

TABLE = Table((1.0, math.nan, 3.0, 4.0), (1.0, 2.0, 30.0, 4.0))
ARRAY = ParameterResult("W", (2, 2), "wrong", table=TABLE)


def test_what_is_no_number_is_the_farthest_apart_and_what_agrees_comes_last():
    assert [entry.index for entry in worst_entries(ARRAY, 9)] == [(0, 1), (1, 0), (0, 0), (1, 1)]
    assert worst_entries(ARRAY, 2)[1] == Entry((1, 0), 3.0, 30.0)


def test_a_sample_keeps_its_places_and_hidden_data_show_nothing():
    sampled = replace(ARRAY, shape=(9, 9), table=Table((1.0,), (2.0,), (80,)))
    assert worst_entries(sampled, 3) == (Entry((8, 8), 1.0, 2.0),)
    assert worst_entries(replace(ARRAY, draw="hidden 2"), 3) == ()
    assert worst_entries(replace(ARRAY, table=None), 3) == ()


@pytest.mark.parametrize(
    ("a", "n", "apart"),
    [(1.0, 1.0, 0.0), (0.0, 0.0, 0.0), (2.0, 4.0, 0.5), (1e300, -1e300, 2.0), (1.0, math.inf, math.inf)],
)
def test_how_far_two_numbers_are_apart_has_no_unit(a, n, apart):
    assert relative(a, n) == apart


def test_a_flat_position_has_its_index_in_c_order():
    assert unravelled(5, (2, 3)) == (1, 2)
    assert unravelled(0, ()) == ()


def test_a_zero_and_its_rounding_error_are_not_far_apart_in_an_array_of_ones():
    table = Table((0.0, 1.0), (1.1e-12, 2.0))
    assert relative(0.0, 1.1e-12, floor_of(table)) < 1e-5
    worst = worst_entries(ParameterResult("b", (2,), "wrong", table=table), 1)
    assert worst[0].index == (1,)


def test_in_an_array_of_tiny_numbers_they_count():
    table = Table((0.0, 1e-12), (1.1e-12, 1e-12))
    assert relative(0.0, 1.1e-12, floor_of(table)) == 1.0
