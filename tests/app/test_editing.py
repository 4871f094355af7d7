"""What the editor does to lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.app import editing

LINES = st.lists(st.text(alphabet="ab #\t:(", max_size=12), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("before", "indent"),
    [
        ("def f(x):", "    "),
        ("    for row in rows:", "        "),
        ("    return x", ""),
        ("        pass", "    "),
        ("    x = 1", "    "),
        ("values = [", "    "),
        ("if x:  # why", "    "),
        ("x = 1  # so:", ""),
        ("if x == '#':", "    "),
        ("\tif x:", "\t\t"),
        ("\t\treturn x", "\t"),
        ("", ""),
    ],
)
def test_enter_knows_how_far_to_indent(before: str, indent: str) -> None:
    assert editing.indent_after(before) == indent


def test_a_word_that_begins_like_return_does_not_dedent() -> None:
    assert editing.indent_after("    returned = 1") == "    "


@given(LINES)
def test_commenting_twice_gives_the_lines_back_unless_they_were_comments(lines: list[str]) -> None:
    if not any(line.lstrip().startswith("#") for line in lines):
        assert editing.commented(editing.commented(lines)) == lines


@given(LINES)
def test_indenting_and_dedenting_cancel_out_for_written_lines(lines: list[str]) -> None:
    written = [line for line in lines if line.strip()]
    assert [editing.dedented(editing.indented(line)) for line in written] == written


def test_lines_with_tabs_go_in_and_out_by_a_tab() -> None:
    assert editing.indented("\tx") == "\t\tx"
    assert editing.dedented("\t\tx") == "\tx"
    assert editing.commented(["\tx", "\t\ty"]) == ["\t# x", "\t# \ty"]


def test_lines_are_commented_at_their_common_indentation() -> None:
    lines = ["    if x:", "        y = 1", ""]
    assert editing.commented(lines) == ["    # if x:", "    #     y = 1", ""]


def test_a_search_goes_round_and_ignores_capitals_unless_they_are_typed() -> None:
    lines = ["W = 1", "dw = 2", "w = 3"]
    assert editing.find(lines, "w", 1, 0) == (1, 1)
    assert editing.find(lines, "w", 2, 1) == (0, 0)
    assert editing.find(lines, "W", 1, 0) == (0, 0)
    assert editing.find(lines, "none", 0, 0) is None


@given(LINES, st.text(max_size=3), st.integers(0, 5), st.integers(0, 12))
def test_a_search_finds_what_it_says(lines: list[str], wanted: str, row: int, column: int) -> None:
    place = editing.find(lines, wanted, row % len(lines), column)
    if place is not None:
        at, start = place
        assert lines[at][start : start + len(wanted)].lower() == wanted.lower()


@given(LINES, LINES)
def test_a_change_leads_from_one_text_to_the_other_and_moves_what_stays(
    old: list[str], new: list[str]
) -> None:
    change = editing.change(old, new)
    assert [*old[: change.first], *change.lines, *old[change.last :]] == new
    for row in (*range(change.first), *range(change.last, len(old))):
        assert new[change.moved(row)] == old[row]
    assert all(0 <= change.moved(row) <= len(new) for row in range(len(old)))
