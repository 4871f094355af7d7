"""A table that says which file is whose."""

import pytest

from tests.grading.classes.rows import course_of
from tui_tutor.grading.classes import ManifestError, read_manifest

COURSE = course_of("linear")


def table(tmp_path, text):
    path = tmp_path / "class.csv"
    path.write_bytes(text.encode("utf-8-sig"))
    return path


def test_paths_are_relative_to_the_table(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "7.py").write_text("x = 1\n")
    [one] = read_manifest(table(tmp_path, 'path,student,exercise\nfiles/7.py,"Doe, Jane",linear\n'), COURSE)
    assert (one.student, one.exercise, one.origin.read()) == ("Doe, Jane", "linear", "x = 1\n")


def test_a_row_of_an_unknown_exercise_has_a_sentence(tmp_path):
    [one] = read_manifest(table(tmp_path, "student,exercise,path\nada,nothing,7.py\n"), COURSE)
    assert "There is no exercise" in one.problem


def test_a_table_may_count_attempts(tmp_path):
    text = "student,exercise,path,attempt\nada,linear,7.py,3\nbob,linear,8.py,\n"
    assert [one.attempt for one in read_manifest(table(tmp_path, text), COURSE)] == [3, None]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("student,path\nada,7.py\n", "has no column exercise"),
        ("", "has no column student"),
        ("student,exercise,path\nada,linear\n", "line 2"),
        ("student,exercise,path\n,linear,7.py\n", "line 2"),
        ("student,exercise,path,attempt\nada,linear,7.py,first\n", "attempt must be a whole number"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_sentence(tmp_path, text, says):
    with pytest.raises(ManifestError, match=says):
        read_manifest(table(tmp_path, text), COURSE)


def test_a_table_that_is_not_text_is_one_sentence(tmp_path):
    path = tmp_path / "class.csv"
    path.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ManifestError, match="UTF-8"):
        read_manifest(path, COURSE)
