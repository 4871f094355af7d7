"""The command line as scripts and people use it: what it prints, and with which exit code."""

import importlib
import json
import os
import pkgutil
import platform
import shutil
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import tui_tutor.cli
from tui_tutor import __version__
from tui_tutor.cli import main
from tui_tutor.course import load_exercise, open_course, shipped_course
from tui_tutor.progress import Store
from tui_tutor.report import ParameterResult, Report, encode

WRONG = """
import numpy as np

def gradients(X, y, params):
    n = X.shape[0]
    error = X @ params["W"] + params["b"] - y
    return {"W": X.T @ error / n, "b": np.mean(error, keepdims=True)}
"""
RIGHT = WRONG.replace("X.T @", "2 * X.T @").replace("np.mean", "2 * np.mean")


def tutor(*arguments, text=None):
    return CliRunner().invoke(
        main, [str(argument) for argument in arguments], input=text, catch_exceptions=False
    )


def checked(tmp_path, source, *options):
    file = tmp_path / "answer.py"
    file.write_text(source, encoding="utf-8")
    return tutor("check", "linear-regression", file, *options)


def test_without_a_terminal_the_map_is_printed():
    result = tutor()
    assert result.exit_code == 0
    assert "linear-regression" in result.output
    assert "○ open" in result.output


def test_list_json_has_lessons_exercises_and_states():
    told = json.loads(tutor("list", "--json").output)
    lesson = next(lesson for lesson in told["lessons"] if lesson["id"] == "numerical-gradients")
    assert [exercise["state"] for exercise in lesson["exercises"]] == ["open"] * 8
    assert {"id", "title", "kind", "state"} <= set(lesson["exercises"][0])


def test_a_wrong_gradient_exits_with_one_and_says_why(tmp_path):
    result = checked(tmp_path, WRONG)
    assert result.exit_code == 1
    assert result.output.startswith("✗ wrong")
    assert "0.5" in result.output


def test_a_right_gradient_exits_with_zero_and_is_remembered(tmp_path):
    assert checked(tmp_path, RIGHT).exit_code == 0
    assert "✓ correct        linear-regression" in tutor("list").output


def test_the_other_honest_repair_is_right_too(tmp_path):
    repaired = "from neural_network import half_mse_loss\nloss_fn = half_mse_loss\n" + WRONG
    assert "checked against half_mse_loss" in checked(tmp_path, repaired).output
    result = checked(tmp_path, repaired, "--json")
    told = json.loads(result.output)
    assert (result.exit_code, told["verdict"], told["loss"]) == (0, "correct", "half_mse_loss")


def test_check_json_is_one_strict_object(tmp_path):
    told = json.loads(checked(tmp_path, WRONG, "--json").output)
    assert (told["schema"], told["exercise"], told["outcome"]) == (1, "linear-regression", "returned")
    assert told["verdict"] == "wrong"
    assert [parameter["name"] for parameter in told["parameters"]] == ["W", "b"]


def test_standard_input_is_checked():
    assert tutor("check", "linear-regression", "-", text=RIGHT).exit_code == 0


def test_a_check_says_what_changed_since_the_last_one(tmp_path):
    assert "Since your last attempt" not in checked(tmp_path, WRONG).output
    half_repaired = checked(tmp_path, WRONG.replace("X.T @", "2 * X.T @")).output
    assert "Since your last attempt: W is right now; b is still 0.5 times the numerical one." in half_repaired


def test_the_json_of_a_check_says_what_changed_since_the_last_attempt(tmp_path):
    def told(source):
        return json.loads(checked(tmp_path, source, "--json").output)["since_last_attempt"]

    half_repaired = WRONG.replace("X.T @", "2 * X.T @")
    assert told(WRONG) is None  # the first attempt
    assert told(half_repaired) == "W is right now; b is still 0.5 times the numerical one."
    assert told(half_repaired) is None  # nothing changed


def test_an_attempt_in_the_application_is_one_that_a_check_compares_with(tmp_path):
    course = open_course()
    exercise = load_exercise(course, "linear-regression")
    W = ParameterResult("W", (1, 1), "wrong")
    report = Report("linear-regression", "returned", "wrong", parameters=(W,), loss="mse_loss")
    with Store.open() as store:
        store.record_attempt(
            course.id, exercise.id, exercise.digest, WRONG, "returned", "wrong", encode(report)
        )
    told = json.loads(checked(tmp_path, RIGHT, "--json").output)
    assert told["since_last_attempt"] == "W is right now."


def test_a_check_tells_how_the_difference_depends_on_the_step_when_asked(tmp_path):
    assert "flat line" not in checked(tmp_path, WRONG).output
    assert "W: the difference stays near 2 for h from 0.15" in checked(tmp_path, WRONG, "--steps").output
    two_samples = RIGHT.replace("2 * X.T @ error / n", "X.T @ error * 2 / 2")
    hidden = checked(tmp_path, two_samples, "--steps").output
    assert "W, on hidden data set 1: the difference stays near" in hidden
    question = tutor("check", "shape-error", "-", "--steps", text='answer = "nothing"')
    assert "no step h has a part in it" in question.output


def test_without_a_draft_there_is_nothing_to_check():
    result = tutor("check", "linear-regression")
    assert result.exit_code == 2
    assert "You have no draft of linear-regression yet" in result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "liner-regression", "-"], "Did you mean linear-regression?"),
        (["hint", "nothing"], "`tutor list` shows them all"),
        (["check", "linear-regression", "/no/such/file.py"], "does not exist"),
        (["run", "/no/such/file.py"], "does not exist"),
        (["check", "linear-regression", "/dev"], "not a regular file"),
        (["--course", "/no/such/folder", "list"], "is not a folder"),
    ],
)
def test_a_wrong_name_is_one_sentence_and_exit_code_two(arguments, says):
    result = tutor(*arguments, text="")
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "x.py"
    file.write_bytes(b"\xff\xfe\x00")
    result = tutor("check", "linear-regression", file)
    assert result.exit_code == 2
    assert "UTF-8" in result.output


def test_an_error_of_the_learners_is_shown_with_its_line(tmp_path):
    result = checked(tmp_path, WRONG.replace("X.T @ error", "X @ error"))
    assert result.exit_code == 1
    assert "line 7, in gradients" in result.output
    assert "ValueError" in result.output
    assert "X has shape (2, 1)" in result.output


def test_hints_come_one_at_a_time():
    assert tutor("hint", "linear-regression").output.startswith("Hint 1 of 5: symptom\n")
    assert tutor("hint", "linear-regression").output.startswith("Hint 2 of 5: concept\n")
    for _ in range(3):
        tutor("hint", "linear-regression")
    again = tutor("hint", "linear-regression").output
    assert "no more hints" in again
    assert "\nHint 3 of 5: place\n" in again


def test_the_solution_wants_a_yes_until_the_exercise_is_correct(tmp_path):
    refused = tutor("solution", "linear-regression")
    assert refused.exit_code == 2
    assert "--yes" in refused.output
    assert "def gradients" in tutor("solution", "linear-regression", "--yes").output
    assert "solution seen" in tutor("list").output


def test_the_solution_is_free_once_the_exercise_is_correct(tmp_path):
    checked(tmp_path, RIGHT)
    assert "def gradients" in tutor("solution", "linear-regression").output


def test_the_solution_is_itself_correct():
    text = tutor("solution", "logistic-regression", "--yes").output
    assert tutor("check", "logistic-regression", "-", text=text).exit_code == 0


def test_reset_gives_a_draft_that_can_be_checked():
    assert tutor("reset", "linear-regression").exit_code == 0
    assert tutor("check", "linear-regression").exit_code == 1


def test_a_question_is_answered_from_a_file():
    assert tutor("check", "two-wrongs-green", "-", text='answer = "nothing"\n').exit_code == 1
    assert "They are:" in tutor("check", "two-wrongs-green", "-", text='answer = "nothing"\n').output


def test_run_shows_what_a_script_prints():
    result = tutor("run", "-", text="from neural_network import sigmoid\nprint(sigmoid(0.0))\n")
    assert (result.exit_code, result.output) == (0, "0.5\n")


def test_doctor_json_names_the_level_and_every_attack():
    told = json.loads(tutor("doctor", "--json").output)
    assert told["sandbox"]["level"] in ("sealed", "partial", "open")
    assert told["sandbox"]["attacks"]


def test_every_command_is_listed_with_its_file():
    for file in pkgutil.iter_modules(tui_tutor.cli.__path__):
        importlib.import_module(f"tui_tutor.cli.{file.name}")
    assert set(main.commands) == set(main.list_commands(click.Context(main)))


def test_a_command_is_read_from_its_file_when_it_is_asked_for():
    code = (
        "import sys; from tui_tutor.cli import main\n"
        "try: main(['hint', '--help'])\nexcept SystemExit: pass\n"
        "print([name for name in ('learner', 'instructor') if f'tui_tutor.cli.{name}' in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "['learner']"


def test_a_check_starts_its_sandbox_before_anything_else_is_imported():
    code = (
        "import sys; sys.argv = ['tutor', 'check', '--help']\n"
        "from tui_tutor import __main__; from tui_tutor.sandbox import starting\n"
        "starting.head_start = lambda: print('click' in sys.modules)\n"
        "__main__.main()"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[0] == "False"


def test_version_names_what_a_bug_report_needs():
    printed = subprocess.run(
        [sys.executable, "-m", "tui_tutor", "--version"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert printed[0] == f"tutor {__version__}"
    assert printed[1].startswith(f"Python {platform.python_version()}, ")
    packages = ("numpy", "textual", "plotext", "msgspec", "click")
    assert printed[2] == ", ".join(f"{name} {version(name)}" for name in packages)


def test_version_and_help_import_neither_numpy_nor_textual():
    for option in ("--version", "--help"):
        code = (
            "import sys; from tui_tutor.cli import main\n"
            f"try: main([{option!r}])\nexcept SystemExit: pass\n"
            "print(sorted({'numpy', 'textual', 'plotext', 'msgspec', 'sqlite3'} & set(sys.modules)))"
        )
        printed = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        assert printed.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", [["list"], ["check", "linear-regression", "-"]])
def test_this_side_never_imports_numpy(command):
    code = (
        f"import sys; from tui_tutor.cli import main\n"
        f"try: main({command!r})\nexcept SystemExit: pass\n"
        "print(sorted({'numpy', 'textual', 'plotext'} & set(sys.modules)))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], input=RIGHT, capture_output=True, text=True, check=True
    ).stdout
    assert printed.splitlines()[-1] == "[]"


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    shutil.copytree(shipped_course(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_a_broken_lesson_file_is_said_and_the_rest_works(course):
    lesson = course / "04-numerical-gradients" / "linear-regression.md"
    lesson.write_text("+++\ntitle = \n+++\n", encoding="utf-8")
    listed = tutor("--course", course, "list")
    assert listed.exit_code == 0
    assert "linear-regression.md:2" in listed.output
    assert "logistic-regression" in listed.output
    assert tutor("--course", course, "check", "transpose-bug", "-", text=WRONG).exit_code == 1


def test_a_broken_exercise_is_the_courses_fault(course):
    problem = course / "04-numerical-gradients" / "linear-regression.py"
    problem.write_text(
        problem.read_text(encoding="utf-8").replace("return loss_fn(", "return 1 / 0 + loss_fn("), "utf-8"
    )
    result = tutor("--course", course, "check", "linear-regression", "-", text=RIGHT)
    assert result.exit_code == 3
    assert "linear-regression.py, line" in result.output
    assert "not at fault" in result.output


def test_a_course_that_cannot_be_read_is_one_sentence(course):
    (course / "course.toml").write_text("id = ", encoding="utf-8")
    result = tutor("--course", course, "list")
    assert result.exit_code == 3
    assert "course.toml:1" in result.output


def test_a_damaged_state_file_is_set_aside_and_said(monkeypatch, tmp_path):
    home = tmp_path / "damaged"
    home.mkdir()
    monkeypatch.setenv("TUTOR_HOME", str(home))
    tutor("list")
    database = next(path for path in home.iterdir() if path.suffix in (".db", ".sqlite", ".sqlite3"))
    database.write_bytes(b"this is not a database" * 100)
    result = tutor("list")
    assert result.exit_code == 0
    kept = [path for path in home.iterdir() if path.read_bytes().startswith(b"this is not a database")]
    assert kept
    assert kept[0].name in result.output


def test_a_state_folder_that_cannot_be_written_does_not_stop_a_check(monkeypatch, tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setenv("TUTOR_HOME", str(in_the_way / "home"))
    result = checked(tmp_path, RIGHT)
    assert result.exit_code == 0
    assert "cannot be saved" in result.output


def test_a_folder_name_with_spaces_and_letters_works(tmp_path):
    folder = tmp_path / "mit Leerzeichen äöü"
    folder.mkdir()
    assert checked(folder, RIGHT).exit_code == 0


ARTICLE = Path(__file__).parent / "article"


@pytest.mark.parametrize(
    ("script", "lines"),
    [
        ("worked_example.py", ["-8.75", "-17.5", "-3", "-6"]),
        ("exercise_1.py", ["-2", "-4", "-1.25", "-2.5"]),
        ("exercise_2.py", ["-2", "-4", "-1.25", "-2.5"]),
        ("exercise_3.py", ["-0.083333", "0.166667"]),
    ],
)
def test_the_articles_programs_run_as_written(script, lines):
    result = tutor("run", ARTICLE / script)
    assert result.exit_code == 0
    for number in lines:
        assert number in result.output


def test_the_articles_fourth_exercise_stops_with_numpys_error():
    result = tutor("run", ARTICLE / "exercise_4.py")
    assert result.exit_code == 1
    assert "ValueError" in result.output
    assert "line" in result.output
    assert "size 2 is different from 1" in result.output


@pytest.mark.parametrize("seed", [-5, 2**32 - 1, 10**30])
def test_a_seed_that_cannot_be_one_is_a_wrong_use(seed):
    assert tutor("check", "linear-regression", "-", f"--seed={seed}", text=RIGHT).exit_code == 2


@pytest.mark.parametrize(
    ("text", "says"), [(b"\xff\xfe", "UTF-8"), (b"#" * (1 << 21), "1 MB"), (b"x = 1\0", "NUL")]
)
def test_standard_input_is_held_to_the_rules_of_a_file(text, says):
    result = tutor("check", "linear-regression", "-", text=text)
    assert result.exit_code == 2
    assert "standard input" in result.output
    assert says in result.output


def test_a_closed_standard_input_is_one_sentence():
    code = "import sys; sys.stdin = None; from tui_tutor.cli import main; main(['run', '-'])"
    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert ended.returncode == 2
    assert "Standard input is closed" in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_cannot_be_written_is_no_verdict(tmp_path, unbuffered):
    file = tmp_path / "answer.py"
    file.write_text(RIGHT, encoding="utf-8")
    command = [sys.executable, "-m", "tui_tutor", "check", "linear-regression", str(file)]
    with Path("/dev/full").open("w") as full:
        environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        ended = subprocess.run(
            command, check=False, stdout=full, stderr=subprocess.PIPE, text=True, env=environment
        )
    assert ended.returncode == 3
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_file_named_from_a_folder_that_is_gone_is_one_sentence(tmp_path):
    code = (
        "import os, sys; from tui_tutor.cli import main\n"
        "os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); main(['run', 'x.py'])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    assert ended.returncode == 2, ended.stderr
    assert "is gone" in ended.stderr


def test_a_trusted_course_runs_in_a_weaker_sandbox_and_every_report_says_so(course, tmp_path, monkeypatch):
    monkeypatch.setattr("tui_tutor.grading.trust.sandbox_level", lambda store: "partial")
    file = tmp_path / "answer.py"
    file.write_text(RIGHT, encoding="utf-8")
    refused = tutor("--course", course, "check", "linear-regression", file)
    assert refused.exit_code == 2
    assert "--trust-course" in refused.output
    trusted = tutor("--course", course, "--trust-course", "check", "linear-regression", file, "--json")
    told = json.loads(trusted.output)
    assert (trusted.exit_code, told["verdict"], told["sandbox"]) == (0, "correct", "partial")


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process there")
def test_ctrl_c_ends_a_course_check_and_is_no_verdict():
    command = [sys.executable, "-m", "tui_tutor", "course", "check"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        assert running.stderr is not None
        assert running.stderr.readline()  # the first part is proved
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
        assert b"Traceback" not in running.stderr.read()
