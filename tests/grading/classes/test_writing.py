"""Files that are whole or absent, under names that belong to one student only."""

import pytest
from hypothesis import given

from tests.grading.classes.rows import HALF, UNDECIDED, anything, row
from tui_tutor.grading.classes import Feedback, write_aside
from tui_tutor.grading.classes.writing import file_name


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "grades.json"
    path.write_text("old")
    write_aside(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["grades.json"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_aside(tmp_path / "taken", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["taken"]


def test_feedback_is_the_report_below_the_points(tmp_path):
    path = Feedback(tmp_path, ["bob"]).write(row(HALF, "bob"))
    assert path == tmp_path / "bob" / "linear.txt"
    text = path.read_text(encoding="utf-8")
    assert text.startswith("bob   linear   0.5 / 1 points\n")
    assert "every entry is 0.5 times the numerical one" in text


def test_feedback_says_when_a_person_will_decide(tmp_path):
    assert "a person decides" in Feedback(tmp_path, ["bob"]).write(row(UNDECIDED, "bob")).read_text(
        encoding="utf-8"
    )


def test_students_who_differ_in_capitals_only_have_their_own_files(tmp_path):
    feedback = Feedback(tmp_path, ["Bob", "bob"])
    names = {feedback.write(row(HALF, name)).parent.name.casefold() for name in ("Bob", "bob")}
    assert len(names) == 2


@pytest.mark.parametrize(
    "name", ["..", ".", "", "a/b", "a\\b", "con", "NUL.txt", "x.", "Jörg", "-rf", "a" * 300]
)
def test_an_odd_name_is_a_plain_file_name(name):
    made = file_name(name)
    assert made.replace("-", "").replace("_", "").isalnum()
    assert made != name
    assert len(made) <= 80


@given(anything, anything)
def test_two_names_are_two_files(first, second):
    assert (file_name(first) == file_name(second)) == (first == second)
