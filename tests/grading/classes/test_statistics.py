"""What a class did, exercise by exercise."""

import json

from tests.grading.classes.rows import CLASS, CORRECT, FAULT, HALF, RAISED, grades, row
from tui_tutor.grading.classes import Likeness, render
from tui_tutor.grading.classes.normal_form import normal_form
from tui_tutor.grading.classes.statistics import Alike, Attempts, Common, class_statistics
from tui_tutor.report import Diagnosis, Report

TEXT = "def gradients(X, y, params):\n    a = X @ y\n    return a\n"
SAME = "# mine\ndef gradients(X, t, params):\n    mine = X @ t\n    return mine\n"
OTHER = "def gradients(X, y, params):\n    return X.T @ y\n"


def wrong(*kinds):
    diagnoses = tuple(Diagnosis(kind, "W", "told") for kind in kinds)
    return Report("linear", "returned", "wrong", diagnoses=diagnoses)


def only(*rows, **more):
    [one] = class_statistics(grades(*rows, **more))
    return one


def test_a_fault_is_not_in_the_pass_rate():
    one = only(row(CORRECT, "ada"), row(HALF, "bob"), row(RAISED, "cyd"), row(FAULT, "dan"))
    assert (one.totals.rows, one.pass_rate) == (4, 0.3333)


def test_without_a_mark_there_is_no_pass_rate():
    assert only(row(FAULT, "ada"), row(FAULT, "bob")).pass_rate is None


def test_the_most_common_mistakes_and_diagnoses_come_first():
    one = only(
        row(wrong("factor", "mistake:mean"), "ada"),
        row(wrong("sign", "sign"), "bob"),
        row(wrong("sign", "mistake:mean"), "cyd"),
    )
    assert one.mistakes == (Common("mistake:mean", 2),)
    assert one.diagnoses == (Common("sign", 2), Common("factor", 1))


def test_attempts_are_told_of_those_that_are_known():
    one = only(*(row(CORRECT, f"s{n}", attempt=n) for n in (1, 2, 6)), row(CORRECT, "nobody counted"))
    assert one.attempts == Attempts(3, 2.0, 6)
    assert only(row(CORRECT, "ada"), row(CORRECT, "bob")).attempts is None


def test_texts_that_differ_in_comments_and_names_only_are_grouped():
    one = only(
        *(row(CORRECT, who, text=text) for who, text in (("bob", SAME), ("ada", TEXT), ("cyd", OTHER)))
    )
    assert one.alike == (Alike(("ada", "bob")),)


def test_a_text_that_everybody_has_is_named():
    starter = Likeness("linear", normal_form(TEXT), "the untouched starter")
    rows = [row(HALF, "ada", text=TEXT), row(HALF, "bob", text=SAME)]
    assert only(*rows, likenesses=[starter]).alike == (Alike(("ada", "bob"), "the untouched starter"),)
    elsewhere = Likeness("another", normal_form(TEXT), "the untouched starter")
    assert only(*rows, likenesses=[elsewhere]).alike == (Alike(("ada", "bob")),)


def test_what_did_not_run_to_its_end_is_alike_to_nothing():
    assert only(row(RAISED, "ada", text=TEXT), row(RAISED, "bob", text=TEXT)).alike == ()


def test_one_student_is_no_class():
    assert class_statistics(grades(row(CORRECT, "ada", "a"), row(CORRECT, "ada", "b"))) == ()


TWO = grades(
    row(wrong("factor", "mistake:mean"), "ada", text=TEXT, attempt=2),
    row(wrong("factor"), "bob", text=SAME, attempt=4),
    row(CORRECT, "cyd", text=OTHER),
)


def test_people_read_them_below_the_table():
    text = render("table", TWO).decode()
    assert "linear: 1 of 3 correct (33 %), 3 attempts in the middle, 4 at most (2 known)" in text
    assert "mistakes: mean 1" in text
    assert "diagnoses: factor 2" in text
    assert "2 alike: ada, bob" in text
    assert "proves nothing" in text


def test_long_groups_are_counted():
    many = [row(CORRECT, f"s{number:02d}", text=TEXT) for number in range(30)]
    assert "30 alike: s00, s01" in render("table", grades(*many)).decode()
    assert "s11 and 18 more" in render("table", grades(*many)).decode()


def test_programs_read_them_in_json():
    [told] = json.loads(render("json", TWO))["statistics"]
    assert (told["exercise"], told["pass_rate"], told["submissions"]) == ("linear", 0.3333, 3)
    assert told["attempts"] == {"known": 2, "median": 3.0, "most": 4}
    assert told["mistakes"] == [{"kind": "mistake:mean", "students": 1}]
    assert told["alike"] == [{"students": ["ada", "bob"], "what": ""}]


def test_the_page_has_them_for_a_class_and_not_for_one_student():
    assert "2 alike: ada, bob" in render("html", TWO).decode()
    assert "The class" not in render("html", grades(row(CORRECT, "ada"))).decode()


def test_rows_that_never_were_a_program_are_counted_too():
    assert [one.exercise for one in class_statistics(CLASS)] == ["linear", "nothing"]
