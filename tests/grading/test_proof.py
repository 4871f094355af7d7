"""A course proves itself: what is right passes, and every kind of broken course is named with its reason."""

import shutil
from pathlib import Path

import pytest

from tui_tutor.course import open_course, scaffold
from tui_tutor.grading import Checker
from tui_tutor.grading.proof import prove

LESSON = Path("01-first-steps")
PROSE, PROBLEM = LESSON / "spring-gradient.md", LESSON / "spring-gradient.py"


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


@pytest.fixture(scope="module")
def pattern(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course") / "springs"
    scaffold(folder)
    return folder


@pytest.fixture
def course(pattern, tmp_path):
    folder = tmp_path / "springs"
    shutil.copytree(pattern, folder)
    return folder


def change(course, file, old, new):
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def sentences(course, checker):
    return [str(found) for found in prove(open_course(course), checker, lambda _: None).findings]


def test_a_new_course_is_proved(course, checker):
    proof = prove(open_course(course), checker, lambda _: None)
    assert proof.findings == ()
    assert (proof.lessons, proof.exercises) == (1, 2)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            PROBLEM,
            'draw["k"] / 2',
            'draw["k"] / 2.1',
            "the official solution is not correct (not correct on",
        ),
        (
            PROBLEM,
            '    return {"x": k',
            '    import time; time.sleep(3)\n    return {"x": k',
            "stopped after 2 s",
        ),
        (PROBLEM, "rng.randn(5)", "rng.randn(2)", "the size n is 2, as on the shown data,"),
        (
            PROBLEM,
            '"sizes": {"n": len(x)}',
            '"sizes": {"n": len(x), "d": len(x)}',
            "the sizes n and d are both 5",
        ),
        (PROBLEM, "def loss", "1 / 0\n\n\ndef loss", "spring-gradient.py"),
        (
            PROSE,
            'return {"x": np.zeros(x.shape)}',
            'return {"x": k * (x - rest)}',
            "the starter is correct already",
        ),
        (
            PROSE,
            '+    return {"x": 2 * k *',
            '+    return {"x": (k + 0) *',
            'the mistake "doubled" is not rejected',
        ),
        (
            PROSE,
            '+    return {"x": k * (rest - params["x"])}',
            '+    return {"x": 2.0 * k * (params["x"] - rest)}',
            "cannot be told from",
        ),
        (PROSE, '-    return {"x": k * (params', '-    return {"x": 7 * (params', "spring-gradient.md:"),
        (PROSE, r"\frac{k}{2}", r"\fracc{k}{2}", r"unknown command: \fracc"),
        (
            PROSE,
            "Entry `i` of",
            "See [there](nowhere.md). Entry `i` of",
            "the link to nowhere.md leads nowhere",
        ),
        (PROSE, "## Hint\n\nEntry", "Entry", "hint"),
        (PROSE, 'kind = "gradient"', 'kind = "gradient', "spring-gradient.md:3"),
        (
            LESSON / "lesson.md",
            "print(round(",
            "print(1 / 0, round(",
            "this block does not run: ZeroDivisionError",
        ),
        (LESSON / "lesson.md", '"spring-direction",', '"spring-gradient",', "twice"),
    ],
)
def test_a_broken_course_is_not_proved_and_says_why(course, checker, file, old, new, says):
    change(course, file, old, new)
    found = sentences(course, checker)
    assert any(says in sentence for sentence in found), found


def test_a_number_that_is_computed_must_stand_in_the_text(course, checker):
    lesson = course / LESSON / "lesson.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text + "\nIt is 13.\n\n```python computed\nprint(6 * 2 + 1)\n```\n", encoding="utf-8")
    assert sentences(course, checker) == []
    lesson.write_text(text + "\nIt is 14.\n\n```python computed\nprint(6 * 2 + 1)\n```\n", encoding="utf-8")
    assert 'this block computes "13", and the text does not say so' in sentences(course, checker)[0]


def test_output_that_is_not_what_the_block_prints_is_found(course, checker):
    lesson = course / LESSON / "lesson.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text + "\n```python\nprint(2)\n```\n\n```output\n3\n```\n", encoding="utf-8")
    assert "this is not what the block above prints" in sentences(course, checker)[0]


def test_a_hostile_course_harms_nothing(course, checker, tmp_path):
    canary = tmp_path / "canary"
    change(course, PROBLEM, "def draw", f"open({str(canary)!r}, 'w').write('x')\n\n\ndef draw")
    assert sentences(course, checker)
    assert not canary.exists()
