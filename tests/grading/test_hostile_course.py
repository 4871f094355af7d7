"""A course of somebody who means harm: its code runs where it can compute and nothing else, and the proof ends."""

import socket

import pytest

from tests.grading.proving import (
    FACTS,
    PROBLEM,
    PROSE,
    TEXT,
    add,
    change,
    checker,
    course,
    findings,
    pattern,
)
from tui_tutor.grading import requests
from tui_tutor.sandbox import Limits

__all__ = ["checker", "course", "pattern"]
pytestmark = pytest.mark.linux

SECRET = "a secret of the learner"


@pytest.fixture(autouse=True)
def little_time(monkeypatch):
    """What never ends is stopped soon; what is honest needs far less."""
    monkeypatch.setattr(requests, "COURSE_LIMITS", Limits(wall=0.5))


def told(course, checker):
    return " ".join(finding.problem for finding in findings(course, checker))


@pytest.mark.parametrize("file", [PROBLEM, FACTS])
@pytest.mark.parametrize(
    "attack",
    [
        "open({canary!r}, 'w').write('x')",
        "raise ValueError(open({secret!r}).read())",
        "__import__('os').system('touch {canary}')",
        "__import__('subprocess').run(['touch', {canary!r}])",
        "__import__('numpy').save({canary!r}, [1])",
        "__import__('os').symlink({secret!r}, {canary!r})",
        "__import__('os').kill(__import__('os').getppid(), 9)",
    ],
)
def test_its_code_reads_and_writes_no_file_and_starts_nothing(course, checker, tmp_path, attack, file):
    canary, secret = tmp_path / "canary", tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    code = attack.format(canary=str(canary), secret=str(secret))
    add(course, file, f"\n\ndef broken():\n    {code}\n\n\nX = broken()\n")
    assert SECRET not in told(course, checker)
    assert not canary.exists()


@pytest.mark.parametrize("place", ["draw", "loss", "pull"])
def test_no_function_of_it_can_open_a_file(course, checker, tmp_path, place):
    canary = tmp_path / "canary"
    text = (course / PROBLEM).read_text(encoding="utf-8")
    head = next(line for line in text.split("\n") if line.startswith(f"def {place}("))
    change(course, PROBLEM, head, f"{head}\n    open({str(canary)!r}, 'w').write('x')")
    assert told(course, checker)
    assert not canary.exists()


def test_it_reaches_no_other_machine(course, checker):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        reach = f"__import__('socket').create_connection(('127.0.0.1', {port}))"
        change(course, PROBLEM, "\ndef loss", f"\nX = {reach}\n\n\ndef loss")
        add(course, TEXT, f"\n```python\n{reach}\n```\n")
        assert "this block does not run" in told(course, checker)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "endless",
    [
        "X = [0 for _ in iter(int, 1)]",
        "X = b'x' * (1 << 40)",
        "X = (lambda f: f(f))(lambda f: f(f))",
        "X = print('x' * (1 << 28))",
        "X = __import__('os')._exit(0)",
        "X = exit()",
    ],
)
def test_an_import_that_never_ends_or_takes_everything_is_stopped(course, checker, endless):
    change(course, PROBLEM, "\ndef loss", f"\n{endless}\n\n\ndef loss")
    assert "this exercise cannot make its data" in told(course, checker)


@pytest.mark.parametrize(
    "data",
    [
        '"sizes": [1, 2]', '"sizes": {"n": "five"}', '"sizes": {"n": x}', '"sizes": {}, "same": 7', '"params": 5',
        '"x": lambda: 0', '"deep": (lambda d: [d.append(d), d])([])', '"many": {str(i): x for i in range(5000)}',
        '"long": "y" * (1 << 26)', '"\\x1b[2J": 1', '"sizes": {"n": 5}, "huge": np.zeros((1 << 13, 1 << 12))',
    ],
)  # fmt: skip
def test_data_that_are_none_are_told_in_one_sentence(course, checker, data):
    change(course, PROBLEM, '"sizes": {"n": len(x)}', data)
    for finding in findings(course, checker):
        assert finding.problem.isprintable()


def test_a_mistake_that_attacks_the_judge_is_no_mistake(course, checker, tmp_path):
    canary = tmp_path / "canary"
    change(
        course,
        PROSE,
        '+    return {"x": 2 * k *',
        f"+    open({str(canary)!r}, 'w')\n+    return {{\"x\": 2 * k *",
    )
    told(course, checker)
    assert not canary.exists()


def test_a_file_that_is_a_link_out_of_the_course_is_named(course, checker, tmp_path):
    outside = tmp_path / "outside.csv"
    outside.write_text("1,2\n", encoding="utf-8")
    (course / TEXT.parent / "data.csv").symlink_to(outside)
    add(course, TEXT, "\n[data](data.csv)\n")
    said = told(course, checker)
    assert "this is a link out of the course. Copy the file here." in said
    assert "the link to data.csv leads out of the course." in said


def test_a_folder_that_is_a_link_to_everything_is_not_walked_through(course, checker):
    (course / "everything").symlink_to("/")
    assert told(course, checker) == "this is a link out of the course. Copy the file here."
