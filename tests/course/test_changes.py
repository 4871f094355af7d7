from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.course import CourseError
from tui_tutor.course.changes import apply_diff

FILE = Path("here.md")
SOLUTION = """\
def step(w, g):
    m = 0.9 * g
    v = g**2
    m = 0.9 * g
    if m:
        v = g**2
    return w - m
"""


def changed(diff: str) -> str:
    return apply_diff(diff, SOLUTION, FILE, 10)


def error(diff: str) -> CourseError:
    with pytest.raises(CourseError) as caught:
        changed(diff)
    return caught.value


def test_one_line_is_replaced() -> None:
    assert changed("-    return w - m\n+    return w\n") == SOLUTION.replace("return w - m", "return w")


def test_a_line_is_taken_away_between_its_neighbours() -> None:
    found = changed(" def step(w, g):\n-    m = 0.9 * g\n     v = g**2\n")
    assert found.startswith("def step(w, g):\n    v = g**2\n    m")


def test_lines_are_put_in_beside_an_anchor() -> None:
    assert changed(" def step(w, g):\n+    g = -g\n").startswith("def step(w, g):\n    g = -g\n    m")


@pytest.mark.parametrize("gap", ["\n", "@@\n", "@@ -1 +1 @@ later\n", "\n\n", "   \n"])
def test_hunks_may_come_in_any_order_and_any_gap(gap: str) -> None:
    found = changed(f"-    return w - m\n+    return w\n{gap}-def step(w, g):\n+def step(w, g, t):\n")
    assert found.startswith("def step(w, g, t):\n")
    assert found.endswith("    return w\n")


def test_indentation_counts() -> None:
    assert "v = 1" in changed("-        v = g**2\n+        v = 1\n")


def test_a_change_that_fits_nowhere_shows_the_nearest_line() -> None:
    found = error("-    return w - n\n+    return w\n")
    assert found.line == 10
    assert found.problem == (
        'this change does not apply: the solution has no line "    return w - n"; '
        'the nearest is "    return w - m". Copy from the solution.'
    )


def test_lines_that_are_apart_in_the_solution_do_not_fit() -> None:
    found = error("-def step(w, g):\n-    return w - m\n+x\n")
    assert found.problem == (
        "this change does not apply: its lines are in the solution, but not one directly below the other. "
        "Copy from the solution."
    )


def test_a_change_that_fits_twice_is_told_with_the_line_of_its_hunk() -> None:
    found = error("-    return w - m\n+    return w\n\n-    m = 0.9 * g\n+    m = g\n")
    assert found.line == 13
    assert found.problem == (
        'this change applies in 2 places: "m = 0.9 * g" is there more than once. '
        "Add a neighbouring line, marked with a space."
    )


def test_added_lines_need_an_anchor() -> None:
    found = error("+    g = -g\n")
    assert found.problem == (
        "these lines have no place: put a line of the solution, marked with a space, beside them."
    )


def test_every_line_has_a_mark() -> None:
    found = error("-    return w - m\nreturn w\n")
    assert (found.line, found.problem) == (
        11,
        'a line of a diff begins with "-", "+" or a space, then the line of code as it is.',
    )


@pytest.mark.parametrize("diff", ["", "\n", "     return w - m\n", "-    return w - m\n+    return w - m\n"])
def test_a_diff_changes_something(diff: str) -> None:
    assert error(diff).problem == "this diff changes nothing. Mark lines with - and +."


def test_two_hunks_do_not_meet() -> None:
    found = error("-    if m:\n-        v = g**2\n+    pass\n\n-        v = g**2\n+        v = 1\n")
    assert (found.line, found.problem) == (
        14,
        "two hunks of this diff change the same lines. Write them as one.",
    )


LINES = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)), max_size=8))


@given(LINES.filter(lambda rows: any(row.strip() for row in rows)), LINES)
def test_a_whole_text_is_replaced_by_any_other(old: list[str], new: list[str]) -> None:
    """A diff of every line has one place. Blank lines at the end have no meaning in a solution."""
    while not old[-1]:
        old.pop()
    text = "\n".join(old) + "\n"
    diff = "".join(f"-{row}\n" for row in old) + "".join(f"+{row}\n" for row in new)
    if old == new:
        with pytest.raises(CourseError):
            apply_diff(diff, text, FILE, 1)
    else:
        assert apply_diff(diff, text, FILE, 1) == "\n".join(new) + "\n"
