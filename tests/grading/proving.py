"""A small course that is proved, and ways to spoil it."""

import shutil
from pathlib import Path

import pytest

from tui_tutor.course import open_course, scaffold
from tui_tutor.grading import Checker
from tui_tutor.grading.proof import Finding, Scope, prove

LESSON = Path("01-first-steps")
TEXT = LESSON / "lesson.md"
PROSE, PROBLEM = LESSON / "spring-gradient.md", LESSON / "spring-gradient.py"
QUESTION, FACTS = LESSON / "spring-direction.md", LESSON / "spring-direction.py"


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


def change(course: Path, file: Path, old: str, new: str) -> None:
    path = course / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add(course: Path, file: Path, text: str) -> None:
    with (course / file).open("a", encoding="utf-8") as end:
        end.write(text)


def findings(course: Path, checker: Checker, scope: Scope | None = None) -> tuple[Finding, ...]:
    return prove(open_course(course), checker, lambda _: None, scope or Scope()).findings


def line_of(course: Path, file: Path, part: str) -> int:
    """The line (from 1) of the first line that holds the part."""
    lines = (course / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if part in line)


def told(course: Path, checker: Checker, file: Path, at: str | None) -> list[str]:
    """What is found in this file at the line that holds `at` (None: about the whole file)."""
    line = None if at is None else line_of(course, file, at)
    return [
        finding.problem
        for finding in findings(course, checker)
        if (finding.file, finding.line) == (str(course / file), line)
    ]
