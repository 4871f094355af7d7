"""The autograder for Gradescope, run in a folder that is laid out as /autograder is there."""

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import version

import pytest

from tests.cli.test_cli import RIGHT, WRONG, tutor
from tui_tutor.course import shipped_course

NAME = "linear-regression"
pytestmark = [
    pytest.mark.linux,
    pytest.mark.xdist_group("gradescope"),
]


def made(folder, *options):
    result = tutor(*options, "grade", "--gradescope-bundle", folder)
    assert result.exit_code == 0, result.stderr
    return folder / "autograder.zip"


def laid_out(archive, root):
    """As Gradescope does, with this test's Python in the place of the one that setup.sh installs."""
    for folder in ("source", "submission", "results"):
        (root / folder).mkdir(parents=True)
    with zipfile.ZipFile(archive) as zipped:
        for info in zipped.infolist():
            path = root / "source" / info.filename
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(zipped.read(info))
            path.chmod(info.external_attr >> 16 & 0o777)
    shutil.copy(root / "source" / "run_autograder", root)
    python = root / "source" / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    return root


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    root = tmp_path_factory.mktemp("gradescope")
    return laid_out(made(root / "bundle"), root / "autograder")


@pytest.fixture
def autograder(source):
    """The same autograder for each test, without the files of the one before."""
    for folder in ("submission", "results"):
        shutil.rmtree(source / folder)
        (source / folder).mkdir()
    return source


def run(root):
    ran = subprocess.run([root / "run_autograder"], check=False, cwd=root, capture_output=True, text=True)
    results = root / "results" / "results.json"
    return ran, json.loads(results.read_text(encoding="utf-8")) if results.exists() else None


def test_a_submission_is_graded_where_gradescope_looks_for_the_results(autograder):
    (autograder / "submission" / f"{NAME}.py").write_text(RIGHT, encoding="utf-8")
    (autograder / "submission" / "src").mkdir()
    (autograder / "submission" / "src" / "logistic-regression.py").write_text("raise KeyError\n")
    ran, told = run(autograder)
    assert ran.returncode == 0
    assert [(test["name"], test["score"]) for test in told["tests"]] == [
        (NAME, 1.0),
        ("logistic-regression", 0.0),
    ]
    assert "sandbox that is only" not in told["tests"][0]["output"]


def test_a_file_with_another_name_is_no_points_and_the_student_is_told(autograder):
    (autograder / "submission" / "homework.py").write_text(WRONG, encoding="utf-8")
    ran, told = run(autograder)
    assert (ran.returncode, told["score"], told["tests"]) == (0, 0.0, [])
    assert "a file is named after its exercise" in told["output"]
    assert "homework.py: it is not named after an exercise" in told["output"]


def test_a_grader_that_fails_leaves_no_results_not_even_old_ones(autograder):
    (autograder / "results" / "results.json").write_text("{}")
    python = autograder / "source" / ".venv" / "bin" / "python"
    kept = python.read_text()
    python.write_text("#!/bin/sh\necho 'The sandbox could not be started.' >&2\nexit 3\n")
    ran, told = run(autograder)
    python.write_text(kept)
    assert (ran.returncode, told) == (3, None)
    assert "could not be started" in ran.stderr


def test_another_course_goes_along_with_what_was_asked(tmp_path):
    course = tmp_path / "my course"
    shutil.copytree(shipped_course(), course)
    archive = tmp_path / "bundle" / "autograder.zip"
    options = ("--exercise", NAME, "--seed", "7", "--trust-submissions")
    result = tutor("--course", course, "grade", "--gradescope-bundle", archive.parent, *options)
    assert str(archive) in result.stdout
    with zipfile.ZipFile(archive) as zipped:
        script = zipped.read("run_autograder").decode()
        assert "course/course.toml" in zipped.namelist()
    assert '--course "$source/course"' in script
    assert f"--seed 7 --exercise {NAME} --trust-submissions" in script


def test_the_same_tutor_makes_the_same_bytes(tmp_path):
    first, second = made(tmp_path / "a"), made(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


def test_the_scripts_are_shell_and_the_versions_are_those_of_this_machine(source):
    for script in ("setup.sh", "run_autograder"):
        subprocess.run(["bash", "-n", source / "source" / script], check=True)
    pins = (source / "source" / "requirements.txt").read_text().splitlines()
    assert f"numpy=={version('numpy')}" in pins
    assert not any(pin.startswith(("tui-tutor", "pytest")) for pin in pins)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["grade", ".", "--gradescope-bundle", "b"], "grades nothing"),
        (["grade", "--gradescope-bundle", "b", "--exercise", "nothing"], "There is no exercise 'nothing'"),
        (["grade", "--gradescope-bundle", "/proc/b"], "/proc/b cannot be written"),
        (["grade", ".", "--student", "ada", "--pattern", "{student}.py"], "give one of them"),
    ],
)
def test_what_makes_no_autograder_is_one_sentence(tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    result = tutor(*arguments)
    assert (result.exit_code, says in result.stderr) == (2, True), result.stderr
