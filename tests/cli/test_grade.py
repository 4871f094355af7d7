"""Grading a class from the command line."""

import errno
import json
import os
import random
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from contextlib import suppress

import pytest

from tests.cli.test_cli import RIGHT, WRONG, tutor
from tui_tutor import __version__
from tui_tutor.grading.remembering import remember_level
from tui_tutor.progress import Store

KILLS = int(os.environ.get("TUTOR_KILLS", "2"))
NAME = "linear-regression"
HOSTILE = "import os\nos._exit(0)\n"


def remember(level):
    """What the attack on the sandbox finds has its own tests; here it has been found before."""
    with Store.open() as store:
        remember_level(store, level)


@pytest.fixture(autouse=True)
def _sealed(_own_home):
    remember("sealed")


@pytest.fixture
def class_(tmp_path):
    folder = tmp_path / "class"
    for student, source in (("ada", RIGHT), ("bob", WRONG), ("cyd", HOSTILE)):
        (folder / student).mkdir(parents=True)
        (folder / student / f"{NAME}.py").write_text(source, encoding="utf-8")
    return folder


def graded(*arguments):
    result = tutor("grade", *arguments, "--format", "json")
    return result.exit_code, json.loads(result.stdout)


def timeless(told):
    """The grades without what differs from run to run: times."""
    return [{key: value for key, value in row.items() if key != "seconds"} for row in told["results"]]


def test_a_class_is_graded_in_the_order_of_students(class_):
    code, told = graded(class_)
    assert code == 1
    assert [(row["student"], row["verdict"], row["outcome"]) for row in told["results"]] == [
        ("ada", "correct", "returned"),
        ("bob", "wrong", "returned"),
        ("cyd", None, "crashed"),
    ]
    assert (told["version"], told["sandbox"], told["seed"]) == (__version__, "sealed", 0)


def test_one_job_or_many_give_the_same_grades(class_):
    assert timeless(graded(class_, "--jobs", 1)[1]) == timeless(graded(class_, "--jobs", 3)[1])


def test_all_correct_exits_with_zero(class_):
    assert graded(class_ / "ada")[0] == 0


def test_the_table_is_for_people(class_):
    result = tutor("grade", class_)
    assert "✓ correct       ada  linear-regression      1 / 1" in result.stdout
    assert "3 submissions: 1 correct, 1 wrong, 1 stopped" in result.stdout
    assert "3 of 3 graded" in result.stderr


def test_resume_grades_only_what_is_new_or_changed(class_):
    graded(class_)
    (class_ / "bob" / f"{NAME}.py").write_text(RIGHT, encoding="utf-8")
    result = tutor("grade", class_, "--resume")
    assert "2 of 3 had been graded before." in result.stderr
    assert "2 correct" in result.stdout


def test_an_archive_and_a_table_are_graded_like_a_folder(class_, tmp_path):
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        archive.writestr(f"ada/{NAME}.py", RIGHT)
    table = tmp_path / "class.csv"
    table.write_text(f"student,exercise,path\ndan,{NAME},class/ada/{NAME}.py\n", encoding="utf-8")
    code, told = graded(tmp_path / "class.zip", "--manifest", table)
    assert (code, [row["student"] for row in told["results"]]) == (0, ["ada", "dan"])


def test_files_of_one_exercise_are_graded_by_a_pattern(class_, tmp_path):
    flat = tmp_path / "flat"
    flat.mkdir()
    (flat / f"Doe_Jane_12345_{NAME}.py").write_text(RIGHT, encoding="utf-8")
    code, told = graded(flat, "--pattern", "{student}_{number}_{exercise}.py")
    assert (code, told["results"][0]["student"]) == (0, "Doe_Jane")


def test_output_is_written_to_a_file(class_, tmp_path):
    result = tutor("grade", class_ / "ada", "--format", "csv", "--output", tmp_path / "grades.csv")
    assert result.stdout == ""
    assert (tmp_path / "grades.csv").read_text(encoding="utf-8").startswith('"student","exercise"')


def test_feedback_is_a_text_for_each_student(class_, tmp_path):
    tutor("grade", class_, "--feedback", tmp_path / "feedback")
    text = (tmp_path / "feedback" / "bob" / f"{NAME}.txt").read_text(encoding="utf-8")
    assert "0 / 1 points" in text
    assert "✗ wrong   W and b do not agree." in text


def full(*_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("target", "option"),
    [
        ("tui_tutor.grading.classes.writing.write_aside", "--feedback"),
        ("tui_tutor.grading.classes.write_aside", "--output"),
    ],
)
def test_a_full_disk_is_one_sentence_and_costs_no_result(class_, tmp_path, monkeypatch, target, option):
    with monkeypatch.context() as disk:
        disk.setattr(target, full)
        stopped = tutor("grade", class_, "--jobs", 1, option, tmp_path / "there")
    assert stopped.exit_code == 2
    said = "there cannot be written: No space left on device. What was graded is kept: --resume"
    assert said in stopped.stderr
    assert "of 3 had been graded before." in tutor("grade", class_, "--resume").stderr


def test_gradescope_gets_one_students_file(class_):
    told = json.loads(tutor("grade", class_ / "ada", "--format", "gradescope").stdout)
    assert [(test["name"], test["score"]) for test in told["tests"]] == [(NAME, 1.0)]
    refused = tutor("grade", class_, "--format", "gradescope")
    assert refused.exit_code == 2
    assert "3 students" in refused.stderr


def test_a_repository_is_one_students(tmp_path):
    for name, text in ((f"week1/{NAME}.py", RIGHT), ("main.py", WRONG), ("README.md", "")):
        path = tmp_path / "homework" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    output = tmp_path / "grades.xml"
    result = tutor(
        "grade", tmp_path / "homework", "--student", "ada", "--format", "junit", "--output", output
    )
    assert result.exit_code == 0
    [case] = ET.parse(output).getroot().iter("testcase")
    assert (case.get("name"), case.get("classname"), list(case)) == ("ada", NAME, [])


def test_an_unknown_exercise_is_a_row(class_):
    (class_ / "ada" / "nothing.py").write_text(RIGHT, encoding="utf-8")
    row = graded(class_)[1]["results"][1]
    assert (row["exercise"], row["outcome"], row["score"], row["max_score"]) == (
        "nothing",
        "refused",
        0.0,
        0.0,
    )
    assert "There is no exercise 'nothing'" in row["message"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Say what to grade"),
        (["no-such-folder"], "does not exist"),
        (["empty"], "There is nothing to grade here.\n  empty/notes.txt: it is not a Python file"),
        (["class", "--exercise", "nothing"], "There is no exercise 'nothing'"),
        (["class", "--pattern", "{exercise}.py"], "needs {student}"),
        (["class", "--manifest", "none.csv"], "cannot be read"),
        (["class", "--output", "no-such-folder/x.csv"], "name a file in a folder that exists"),
        (["class", "--feedback", "empty/notes.txt"], "empty/notes.txt cannot be written: File exists."),
        (["class", "--feedback", "empty/notes.txt/x"], "cannot be written: Not a directory."),
    ],
)
def test_what_cannot_be_graded_is_one_sentence_and_exit_code_two(
    class_, tmp_path, monkeypatch, arguments, says
):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.txt").write_text("")
    monkeypatch.chdir(tmp_path)
    result = tutor("grade", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


def test_strangers_code_is_not_run_where_the_sandbox_is_not_sealed(class_):
    remember("partial")
    refused = tutor("grade", class_)
    assert refused.exit_code == 2
    assert "--trust-submissions" in refused.stderr
    code, told = graded(class_, "--trust-submissions")
    assert (code, told["sandbox"]) == (1, "partial")


@pytest.mark.linux
def test_a_grading_that_is_killed_at_random_moments_and_resumed_is_the_undisturbed_one(class_):
    """As often as TUTOR_KILLS says. A moment is drawn after the first line of progress: before it, nothing is done."""
    seed = random.randrange(1 << 30)
    moments = random.Random(seed)
    for number in range(8 * KILLS):
        (class_ / f"s{number:03d}").mkdir()
        text = (RIGHT if number % 2 else WRONG) + f"# {number}\n"
        (class_ / f"s{number:03d}" / f"{NAME}.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "tui_tutor", "grade", str(class_), "--jobs", "2", "--resume"]
    for _ in range(KILLS):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as killed:
            assert b"graded" in killed.stderr.readline(), f"seed {seed}"
            with suppress(subprocess.TimeoutExpired):
                killed.wait(timeout=moments.uniform(0, 0.2))
            killed.kill()
    resumed = tutor("grade", class_, "--resume", "--format", "json")
    assert "had been graded before" in resumed.stderr, f"seed {seed}"
    assert timeless(json.loads(resumed.stdout)) == timeless(graded(class_)[1]), f"seed {seed}"
