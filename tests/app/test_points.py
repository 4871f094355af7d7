"""Numbers on their way to a plot: whatever comes, what goes on is finite, ordered and few."""

import math

from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.app.points import Series, drawable, linear_axis, log_axis

ANY = st.floats(allow_nan=True, allow_infinity=True)
SERIES = st.lists(st.tuples(ANY, ANY), max_size=300).map(
    lambda points: Series("one", [x for x, _ in points], [y for _, y in points])
)


@given(SERIES, st.integers(1, 40), st.booleans(), st.booleans())
def test_only_finite_points_are_drawn_and_at_most_two_a_column(
    series: Series, columns: int, log: bool, log_x: bool
) -> None:
    line = drawable(series, columns, log, log_x)
    assert len(line.xs) == len(line.ys) <= 2 * columns
    assert all(map(math.isfinite, [*line.xs, *line.ys]))


@given(SERIES, st.booleans())
def test_what_is_left_out_is_counted(series: Series, log: bool) -> None:
    line = drawable(series, 1000, log)
    assert len(line.xs) + line.left_out == len(series.xs)


def test_the_extremes_of_a_long_series_survive() -> None:
    ys = [0.0] * 5000
    ys[1234], ys[4321] = 9.0, -9.0
    line = drawable(Series("one", list(range(5000)), ys), 40, log=False)
    assert max(line.ys) == 9.0
    assert min(line.ys) == -9.0
    assert line.xs == sorted(line.xs)


def test_a_log_axis_shows_positive_numbers_only_however_large() -> None:
    line = drawable(Series("one", [0, 1, 2, 3], [1e300, 0.0, -1.0, 100.0]), 10, log=True)
    assert line.ys == [300.0, 2.0]
    assert line.left_out == 2


def test_both_axes_may_be_logarithmic() -> None:
    line = drawable(Series("one", [1e-3, 0.0, 1e-9], [10.0, 1.0, 1e-12]), 10, log=True, log_x=True)
    assert [round(x) for x in line.xs] == [-3, -9]
    assert [round(y) for y in line.ys] == [1, -12]
    assert line.left_out == 1


@given(st.lists(st.floats(-1e15, 1e15), max_size=20), st.integers(1, 12))
def test_an_axis_is_never_empty_and_its_ticks_are_few_and_inside(values: list[float], ticks: int) -> None:
    axis = linear_axis(values, ticks)
    assert axis.low < axis.high
    assert len(axis.ticks) == len(axis.labels) <= ticks + 2
    slack = 1e-6 * (axis.high - axis.low)
    assert all(axis.low - slack <= tick <= axis.high + slack for tick in axis.ticks)


@given(st.lists(st.floats(-320, 309), max_size=20), st.integers(1, 12))
def test_a_log_axis_has_whole_decades(exponents: list[float], ticks: int) -> None:
    axis = log_axis(exponents, ticks)
    assert axis.low < axis.high
    assert all(tick == round(tick) for tick in axis.ticks)


def test_ticks_are_round_numbers() -> None:
    assert linear_axis([0.0, 59.0], 4).labels == ["0", "20", "40"]
    assert log_axis([-3.0, 0.01], 4).labels == ["1e-3", "1e-2", "1e-1", "1e0"]
