"""The entries of an array, one cell at a time."""

import dataclasses
import math

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui_tutor.app.entry_grid import Grid, Place, entry_lines, grids_of, window
from tui_tutor.app.glyphs import UNICODE
from tui_tutor.app.screens.entries import EntriesView
from tui_tutor.course.types import Course, Exercise
from tui_tutor.report import Answered, ParameterResult, Report, Table

from .conftest import make_app, opened, screen_text, until, until_shown
from .fakes import WRONG, FakeChecker, FakeStore, load_exercise, wrong_report


def array(name: str, shape: tuple[int, ...], verdict: str = "wrong", **more: object) -> ParameterResult:
    """Yours are 1, 2, 3, ...; right is twice as much, but for the second entry, which agrees."""
    mine = tuple(float(at + 1) for at in range(math.prod(shape)))
    right = tuple(value if at == 1 else 2 * value for at, value in enumerate(mine))
    return ParameterResult(name, shape, verdict, table=Table(mine, right), **more)  # type: ignore[arg-type]


def grid(*shape: int) -> Grid:
    return grids_of(Report("e", "returned", "wrong", parameters=(array("W", shape),)))[0]


def lines(grid: Grid, place: Place, width: int = 40, height: int = 10) -> list[str]:
    return [line.rstrip() for line in window(grid, place, width, height, UNICODE).plain.splitlines()]


def test_the_chosen_cell_stands_in_brackets_among_its_neighbours() -> None:
    assert lines(grid(2, 2), Place(1, 0)) == [
        "     [0]         [1]",
        "[0]  ✗ -1        · 0",
        "[1] [✗ -3]       ✗ -4",
    ]


def test_the_cell_is_told_with_its_index_and_both_values() -> None:
    told = [line.plain for line in entry_lines(grid(2, 2), Place(1, 0), "numerical")]
    assert told == ["W[1, 0]", "yours       3", "numerical   6", "difference  -3   relative 0.5"]


def test_a_large_array_is_a_window_around_the_chosen_cell() -> None:
    large = grid(30, 30)
    assert lines(large, Place(29, 29))[-1].endswith("[✗ -900]")
    assert len(lines(large, Place(15, 15))) == 10
    assert max(map(len, lines(large, Place(15, 15)))) <= 40


def test_other_numbers_of_axes_are_rows_of_the_last_one() -> None:
    assert lines(grid(), Place())[1].strip() == "[✗ -1]"
    assert lines(grid(3), Place(0, 2))[1].strip() == "✗ -1        · 0        [✗ -3]"
    deep = grid(2, 2, 2)
    assert (deep.rows, deep.index(Place(3, 1))) == (4, "[1, 1, 1]")
    assert lines(deep, Place(3, 1))[-1].startswith("[1, 1]")


def test_moving_ends_at_the_edges() -> None:
    assert grid(2, 3).moved(Place(0, 0), -1, 7) == Place(0, 2)
    assert grid(2, 3).moved(Place(1, 2), 10, 0) == Place(1, 2)


def test_the_worst_entry_is_the_one_that_is_no_number() -> None:
    table = Table((1.0, math.nan, 3.0, 4.0), (1.0, 2.0, 30.0, 4.0))
    (odd,) = grids_of(
        Report("e", "returned", parameters=(ParameterResult("W", (2, 2), "wrong", table=table),))
    )
    assert odd.worst() == Place(0, 1)
    assert [line.plain for line in entry_lines(odd, Place(0, 1), "numerical")][1:] == [
        "yours       nan", "numerical   2", "difference  nan",
    ]  # fmt: skip


def test_a_zero_with_its_rounding_error_is_called_small() -> None:
    table = Table((0.0, 1.0), (1.1e-12, 2.0))
    (b,) = grids_of(Report("e", "returned", parameters=(ParameterResult("b", (1, 2), "wrong", table=table),)))
    assert b.worst() == Place(0, 1)
    assert lines(b, b.worst())[1] == "[0]  · -1.1e-12 [✗ -1]"


def test_a_sample_is_one_column_with_the_place_of_each_entry() -> None:
    table = Table((1.0, 2.0), (2.0, 2.0), (5, 899))
    sampled = ParameterResult("W", (30, 30), "wrong", table=table)
    (large,) = grids_of(Report("e", "returned", parameters=(sampled,)))
    assert lines(large, Place(1, 0))[0] == "2 entries of 900 were measured"
    assert lines(large, Place(1, 0))[2].startswith("[29, 29] [· 0]")


def test_what_is_not_correct_comes_first_and_hidden_data_never() -> None:
    report = Report(
        "e",
        "returned",
        "wrong",
        parameters=(
            array("right", (2,), "correct"),
            array("hidden", (2,), draw="hidden 1"),
            array("wrong", (2,), draw="moved"),
            ParameterResult("none", (2,), "wrong"),
        ),
    )
    assert [grid.name for grid in grids_of(report)] == ["wrong", "right"]


@given(
    st.lists(st.integers(0, 4), max_size=3).map(tuple),
    st.lists(st.tuples(st.floats(), st.floats()), max_size=70),
    st.none() | st.lists(st.integers(0, 999), max_size=70).map(tuple),
    st.tuples(st.integers(-3, 80), st.integers(-3, 80)),
    st.tuples(st.integers(0, 90), st.integers(0, 30)),
)
def test_any_table_can_be_looked_at(shape, entries, index, steps, size) -> None:  # type: ignore[no-untyped-def]
    table = Table(tuple(a for a, _ in entries), tuple(n for _, n in entries), index)
    for one in grids_of(
        Report("e", "returned", parameters=(ParameterResult("W", shape, "wrong", table=table),))
    ):
        place = one.moved(one.worst(), *steps)
        window(one, place, *size, UNICODE)
        assert list(entry_lines(one, place, "expected"))


async def test_enter_in_the_verdict_looks_at_single_entries(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=(80, 24)) as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EntriesView))
        await until_shown(pilot, "W[0, 0]")
        await pilot.press("down")
        await until_shown(pilot, "W[1, 0]")
        assert "numerical   4" in screen_text(app)
        assert "difference  -2   relative 0.5" in screen_text(app)
        await pilot.press("escape")
        await until_shown(pilot, "[Result]")


async def test_a_large_array_leaves_room_for_the_entry_and_the_keys(
    store: FakeStore, checker: FakeChecker
) -> None:
    report = replace(wrong_report("mse-gradient"), parameters=(array("W", (40, 40)),))
    checker.check = lambda *_: report  # type: ignore[method-assign,assignment]
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "✗ wrong")
        app.screen.show_pane("result")  # type: ignore[attr-defined]
        await pilot.press("enter")
        for size in ((120, 40), (60, 20)):
            await pilot.resize_terminal(*size)
            await until_shown(pilot, "arrows move   w worst   Esc back")
            await until_shown(pilot, "difference  ")
            await until_shown(pilot, "W[0, 0]")


async def test_without_entries_enter_does_nothing(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("f6", "f6", "enter")
        assert not isinstance(app.screen, EntriesView)


async def test_hidden_data_are_judged_on_screen_and_their_entries_not_shown(
    store: FakeStore, checker: FakeChecker
) -> None:
    wrong = wrong_report("mse-gradient")
    hidden = replace(wrong.parameters[0], draw="hidden 1", analytic_at_worst=7.125, numeric_at_worst=-8.375)
    drawn = (Answered("shown", {"n": 4}, "correct"), Answered("hidden 1", {"n": 7}, "wrong"))
    report = replace(wrong, parameters=(hidden, wrong.parameters[1]), draws=drawn)
    checker.check = lambda *_: report  # type: ignore[method-assign,assignment]
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=(120, 50)) as pilot:
        await opened(pilot)
        await pilot.press("f5")
        await until_shown(pilot, "✓ correct on shown (n = 4)")
        text = screen_text(app)
        assert "✗ wrong on hidden 1 (n = 7)" in text
        assert "worst W[1, 0]" in text
        assert "8.375" not in text
        assert "entry by entry" not in text


async def test_the_verdict_says_how_far_up_the_ladder_one_is(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "mse-gradient")
    async with app.run_test(size=(120, 50)) as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "0 of 3 hints seen; F2 brings the first.")
        await pilot.press("f2", "f2", "f5")
        await until_shown(pilot, "2 of 3 hints seen; F2 brings the next.")
        await pilot.press("f2", "f5")
        await until_shown(pilot, "All 3 hints seen; F2 shows them again, F3 the solution.")


def with_two_names(course: Course, name: str) -> Exercise:
    """The fake exercise, whose author has named the first two of its three hints."""
    exercise = load_exercise(course, name)
    first, second, third = exercise.hints
    return replace(exercise, hints=(replace(first, rung="symptom"), replace(second, rung="concept"), third))


async def test_rungs_that_have_a_name_are_called_by_it(store: FakeStore, checker: FakeChecker) -> None:
    app = make_app(store, checker, "mse-gradient")
    app.services = dataclasses.replace(app.services, load_exercise=with_two_names)
    async with app.run_test(size=(120, 50)) as pilot:
        editor = await opened(pilot)
        editor.rewrite(WRONG)
        await pilot.press("f5")
        await until_shown(pilot, "0 of 3 hints seen; F2 brings the first: symptom.")
        await pilot.press("f2")
        await until_shown(pilot, "Hint 1 of 3: symptom")
        await until_shown(pilot, "1 of 3 shown. F2 brings the next: concept.")
        await pilot.press("f2", "f2")
        await until_shown(pilot, "Hint 2 of 3: concept")
        await until_shown(pilot, "Hint 3 of 3  ")
