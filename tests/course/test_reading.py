import hashlib
from pathlib import Path

import pytest

from tui_tutor.course import CourseError, load_exercise, open_article, open_course

from .building import CODE, PYTHON, edited, fit, said


def test_windows_newlines_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain = fit(tmp_path)
    (tmp_path / "01-lines" / "fit.md").write_bytes(b"\xef\xbb\xbf" + CODE.replace("\n", "\r\n").encode())
    (tmp_path / "01-lines" / "fit.py").write_bytes(PYTHON.replace("\n", "\r\n").encode())
    other = load_exercise(open_course(tmp_path), "fit")
    assert (other.task, other.starter, other.mistakes) == (plain.task, plain.starter, plain.mistakes)


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(b"first\nsecond \xff\n")
    with pytest.raises(CourseError) as caught:
        open_article(file)
    assert said(caught.value) == ("notes.md", 2, "this line is not UTF-8 text. Save the file as UTF-8.")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        open_article(tmp_path / "nowhere.md")
    assert "cannot be read (No such file or directory)" in caught.value.problem


def test_a_control_character_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("first\n\x1b]0;gotcha\x07\n", encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        open_article(file)
    told = "this line holds the control character '?x1b'. Take it away.".replace("?", "\\")
    assert said(caught.value) == ("notes.md", 2, told)


def test_a_control_character_written_as_an_escape_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="these settings hold the control character"):
        fit(tmp_path, code=edited(CODE, '"Fit a line"', '"Fit \\u001b[2J"'))


def test_an_error_never_moves_the_cursor() -> None:
    assert str(CourseError("a\x1b[2Jb.md", "no \n\u202e\ud800 line", 3)) == "a?[2Jb.md:3: no ??? line"


def test_only_plain_files_of_a_sane_size_are_read(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="this is not a plain file"):
        open_article(tmp_path)
    file = tmp_path / "large.md"
    with file.open("wb") as opened:
        opened.truncate(5 << 20)
    with pytest.raises(CourseError, match="this file is larger than 4 MB"):
        open_article(file)


@pytest.mark.parametrize("name", ["x" * 5000, "\0"])
def test_a_name_that_the_system_refuses_is_no_course(name: str) -> None:
    with pytest.raises(CourseError):
        open_course(name)
    with pytest.raises(CourseError):
        open_article(name)


def test_the_digest_is_made_of_both_files(tmp_path: Path) -> None:
    exercise = fit(tmp_path)
    assert exercise.digest == hashlib.sha256((CODE + PYTHON).encode()).hexdigest()[:16]
    assert fit(tmp_path, python=PYTHON + "\n").digest != exercise.digest
    assert fit(tmp_path, code=CODE + "\n").digest != exercise.digest
