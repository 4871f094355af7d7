"""Seven forms of the same grades; nothing that a student writes breaks one of them."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grading.classes.rows import CLASS, CORRECT, FAULT, HALF, grades, hostile_grades, refused, row
from tui_tutor.grading.classes import FORMATS, Unmatched, render

KEYS = ["student", "exercise", "verdict", "score", "max_score", "outcome", "diagnoses", "message"]


def refuse_constant(name):
    raise AssertionError(f"{name} is not JSON")


def loaded(data):
    return json.loads(data, parse_constant=refuse_constant)


def cells(form, given):
    return list(csv.reader(io.StringIO(render(form, given).decode()), strict=True))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_grades_are_the_same_bytes(form):
    given = grades(row(HALF))
    assert render(form, given) == render(form, grades(row(HALF)))


def test_json_has_the_promised_keys_first():
    told = loaded(render("json", CLASS))
    assert (told["schema"], told["seed"], told["sandbox"]) == (1, 0, "sealed")
    assert list(told["results"][0])[:8] == KEYS
    assert told["results"][1]["score"] == 0.5
    assert told["results"][1]["diagnoses"][0]["kind"] == "factor"
    assert told["results"][4]["score"] is None
    assert told["unmatched"] == [{"path": "notes.txt", "reason": "it is not a Python file"}]


def test_csv_has_a_row_for_each_submission():
    header, *rows = cells("csv", CLASS)
    assert header[:5] == ["student", "exercise", "verdict", "score", "max_score"]
    assert [line[0] for line in rows] == ["ada", "bob", "cyd", "dan", "eve", "fay"]
    assert {line[-1] for line in rows} == {"sealed"}
    assert [line[3] for line in rows] == ["1", "0.5", "0", "0", "", "0"]


def test_the_matrix_has_a_row_for_each_student():
    given = grades(row(CORRECT, "ada", "a"), row(HALF, "ada", "b"), row(FAULT, "bob", "b"))
    assert cells("csv-matrix", given) == [
        ["student", "a", "b", "total"],
        ["ada", "1", "0.5", "1.5"],
        ["bob", "", "", "0"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "  =", "\uff1d"])
def test_no_cell_is_a_formula(start):
    [_, line] = cells("csv", grades(row(HALF, f"{start}HYPERLINK(1)")))
    assert line[0].startswith("'")


def test_junit_tells_the_learners_failures_from_the_graders_errors():
    root = ET.fromstring(render("junit", CLASS))
    cases = {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}
    assert cases == {
        "ada": [],
        "bob": ["failure"],
        "cyd": ["error"],
        "dan": ["failure"],
        "eve": ["error"],
        "fay": ["failure"],
    }
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("6", "3", "2")


def test_gradescope_gets_a_test_for_each_exercise():
    told = loaded(render("gradescope", grades(row(CORRECT, "ada", "a"), row(HALF, "ada", "b"))))
    assert [(test["name"], test["score"], test["max_score"], test["status"]) for test in told["tests"]] == [
        ("a", 1.0, 1.0, "passed"),
        ("b", 0.5, 1.0, "failed"),
    ]
    assert "every entry" in told["tests"][1]["output"]
    assert "score" not in told


def test_a_fault_is_no_score_for_gradescope():
    told = loaded(render("gradescope", grades(row(FAULT))))
    assert "score" not in told["tests"][0]
    assert "no mark" in told["tests"][0]["output"]


def test_gradescope_takes_one_student():
    with pytest.raises(ValueError, match="2 students"):
        render("gradescope", grades(row(CORRECT, "ada"), row(CORRECT, "bob")))


def test_the_table_names_what_a_person_has_to_look_at():
    text = render("table", CLASS).decode()
    assert "✗ wrong         bob" in text
    assert (
        "6 submissions: 1 correct, 1 wrong, 1 undecided, 2 stopped, 1 not graded, 3 for a person to see."
        in text
    )
    assert "1.5 of 4 points" in text
    assert "notes.txt: it is not a Python file" in text
    assert "tutor check EXERCISE FILE --seed 0" in text


def test_a_person_reads_why_a_file_was_not_taken():
    text = render("table", grades(refused("ada/linear.py is a link; name the file itself."))).decode()
    assert "  ada  linear: ada/linear.py is a link; name the file itself.\n" in text


@pytest.mark.parametrize("form", ["table", "html", "gradescope"])
def test_of_thousands_of_files_that_are_nobodys_people_read_the_first(form):
    many = grades(
        row(CORRECT, "ada"), unmatched=[Unmatched(f"{n}.txt", "it is no file") for n in range(9000)]
    )
    text = render(form, many).decode()
    assert "0.txt: it is no file" in text
    assert "more, which --format json names" in text
    assert len(text) < 20_000
    assert len(loaded(render("json", many))["unmatched"]) == 9000


class Page(HTMLParser):
    """Balanced tags, and no place from which anything could be loaded or run."""

    def __init__(self):
        super().__init__()
        self.open, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        assert tag not in ("script", "img", "iframe", "link", "a", "object")
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def page(given):
    reader = Page()
    reader.feed(render("html", given).decode())
    reader.close()
    assert reader.open == []
    return reader.text


def test_the_page_holds_every_report_and_loads_nothing():
    text = page(CLASS)
    for word in ("ada", "bob", "every entry is 0.5 times", "✗ wrong", "a person decides", "notes.txt"):
        assert word in text


def test_markup_in_a_name_is_text():
    assert "<script>alert(1)</script>" in page(grades(row(HALF, "<script>alert(1)</script>")))


@settings(max_examples=60)
@given(hostile_grades())
def test_nothing_that_strangers_write_breaks_a_form(given):
    assert len(loaded(render("json", given))["results"]) == len(given.results)
    header, *rows = cells("csv", given)
    assert all(len(line) == len(header) for line in rows)
    assert len(rows) == len(given.results)
    for line in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line)
    assert len(list(ET.fromstring(render("junit", given)).iter("testcase"))) == len(given.results)
    page(given)
    text = render("table", given).decode()
    assert all(character.isprintable() or character == "\n" for character in text)


@settings(max_examples=30)
@given(hostile_grades(students=st.just("ada")))
def test_nothing_that_a_stranger_writes_breaks_gradescopes_file(given):
    tests = loaded(render("gradescope", given))["tests"]
    assert [test.get("score") for test in tests] == [result.score for result in given.results]
