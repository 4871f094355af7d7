"""Results that outlive the process that found them."""

import sqlite3

import pytest

from tests.grading.building import gradient_exercise
from tests.grading.classes.rows import CORRECT, FAULT, HALF, marked, submitted
from tui_tutor.grading.classes import Ledger, LedgerError
from tui_tutor.grading.classes.ledger import FILE, fingerprint

ONE = submitted()


def test_a_result_is_known_afterwards(tmp_path):
    with Ledger(tmp_path, "tests") as ledger:
        ledger.keep([(ONE, "print", marked(HALF))])
    with Ledger(tmp_path, "tests") as ledger:
        assert ledger.known(ONE, "print") == marked(HALF)


def test_another_text_course_or_student_is_not_known(tmp_path):
    with Ledger(tmp_path, "tests") as ledger:
        ledger.keep([(ONE, "print", marked(HALF))])
        assert ledger.known(ONE, "another print") is None
        assert ledger.known(submitted("bob"), "print") is None
    with Ledger(tmp_path, "another course") as ledger:
        assert ledger.known(ONE, "print") is None


def test_a_new_submission_takes_the_place_of_the_old_one(tmp_path):
    with Ledger(tmp_path, "tests") as ledger:
        ledger.keep([(ONE, "first", marked(HALF))])
        ledger.keep([(ONE, "second", marked(CORRECT))])
        assert ledger.known(ONE, "first") is None
        assert ledger.known(ONE, "second").verdict == "correct"


def test_a_fault_is_not_kept(tmp_path):
    with Ledger(tmp_path, "tests") as ledger:
        ledger.keep([(ONE, "print", marked(FAULT))])
        assert ledger.known(ONE, "print") is None


def test_everything_that_a_mark_depends_on_is_in_its_fingerprint():
    exercise = gradient_exercise(digest="a")
    same = fingerprint(exercise, "x", 0, "sealed")
    assert same == fingerprint(exercise, "x", 0, "sealed")
    others = [
        fingerprint(exercise, "x ", 0, "sealed"),
        fingerprint(exercise, "x", 1, "sealed"),
        fingerprint(exercise, "x", 0, "open"),
        fingerprint(gradient_exercise(digest="b"), "x", 0, "sealed"),
    ]
    assert len({same, *others}) == 5


def test_a_damaged_file_is_one_sentence(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(LedgerError, match="move that file away if it is damaged"):
        Ledger(tmp_path, "tests")


def test_a_row_that_cannot_be_read_is_graded_again(tmp_path):
    with Ledger(tmp_path, "tests") as ledger:
        ledger.keep([(ONE, "print", marked(HALF))])
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE results SET result = x'00'")
    with Ledger(tmp_path, "tests") as ledger:
        assert ledger.known(ONE, "print") is None


def test_marks_are_written_together_or_not_at_all(tmp_path):
    with Ledger(tmp_path, "tests") as ledger:
        with pytest.raises(LedgerError, match="go on with --resume"):
            ledger.keep([(ONE, "first", marked(HALF)), (submitted("bob"), None, marked(HALF))])
        assert ledger.known(ONE, "first") is None
