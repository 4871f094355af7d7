"""`tutor watch` as a person uses it: another program saves a file, the verdict follows."""

import os
import signal
import subprocess

import pytest

pytest.importorskip("termios", reason="pseudo-terminals and signals as on Unix")

from tests.cli.test_cli import RIGHT, WRONG, tutor
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.terminal import tutor as command
from tui_tutor.progress import Store
from tui_tutor.progress.draft_file import draft_file

ENDLESS = "def gradients(X, y, params):\n    while True: pass\n"


class Watching:
    """`tutor watch` in a pipe; `until` reads its lines."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            command("watch", *arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self.read = ""

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def until(self, wanted: str) -> str:
        for line in self.process.stdout:
            self.read += line
            if wanted in line:
                return line
        raise AssertionError(f"ended without {wanted!r}:\n{self.read}")

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.read += self.process.stdout.read()
        return self.process.wait(timeout=30)


@pytest.fixture
def path():
    return draft_file("deep-learning-with-numpy", "linear-regression")


@pytest.fixture
def watching(path):
    with Watching("linear-regression") as watching:
        watching.until("Every save is checked")
        yield watching


def replaced(path, text: str) -> None:
    """Saved as vim and many others do: a new file, renamed over the old one."""
    aside = path.with_name("4913~")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def draft():
    with Store.open() as store:
        found = store.draft("deep-learning-with-numpy", "linear-regression")
        return found and found.text


def test_every_save_is_checked_and_the_draft_follows(watching, path):
    path.write_text(WRONG, encoding="utf-8")
    watching.until("✗ wrong")
    replaced(path, RIGHT)
    watching.until("✓ correct")
    watching.until("Since your last attempt: W and b are right now.")
    assert watching.end() == 0
    assert "saved" in watching.read
    assert draft() == RIGHT
    assert "✓ correct        linear-regression" in tutor("list").output


def test_a_new_save_ends_the_check_that_runs(watching, path):
    path.write_text(ENDLESS, encoding="utf-8")
    watching.until("checking linear-regression")
    path.write_text(RIGHT, encoding="utf-8")
    watching.until("✓ correct")
    assert "timed out" not in watching.read
    assert "cancelled" not in watching.read
    assert watching.end() == 0


def test_the_end_comes_at_once_while_a_check_runs_and_saves(watching, path):
    path.write_text(ENDLESS, encoding="utf-8")
    watching.until("checking linear-regression")
    assert watching.end() == 0
    assert "Traceback" not in watching.read
    assert draft() == ENDLESS


def test_a_file_that_cannot_be_read_is_said_and_the_watch_goes_on(watching, path):
    path.write_bytes(b"\xff\xfe")
    watching.until("not UTF-8")
    path.write_text(RIGHT, encoding="utf-8")
    watching.until("✓ correct")


def test_enter_checks_by_hand_and_q_ends(tmp_path):
    with Terminal(command("watch", "linear-regression"), tmp_path / "home") as terminal:
        terminal.wait_for("Your file:", "Enter checks it by hand")
        terminal.press("enter")
        terminal.wait_for("✗ wrong")
        terminal.type("q")
        terminal.press("enter")
        assert terminal.wait_for_end() == 0
        assert "Its file stays at" in terminal.text


def test_ctrl_c_in_a_terminal_ends_cleanly(tmp_path):
    with Terminal(command("watch", "linear-regression"), tmp_path / "home") as terminal:
        terminal.wait_for("Enter checks it by hand")
        terminal.press("ctrl+c")
        assert terminal.wait_for_end() == 0
        assert "Traceback" not in terminal.text


def test_a_name_that_is_none_is_said_before_anything_is_written():
    result = tutor("watch", "liner-regression")
    assert result.exit_code == 2
    assert "Did you mean linear-regression?" in result.output


def test_a_file_that_is_no_text_is_left_alone(path):
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    result = tutor("watch", "linear-regression")
    assert result.exit_code == 2
    assert "not UTF-8" in result.output
    assert path.read_bytes() == b"\xff\xfe"


def test_the_draft_that_watch_left_can_be_checked(watching, path):
    path.write_text(RIGHT, encoding="utf-8")
    watching.until("✓ correct")
    watching.end()
    assert tutor("check", "linear-regression").exit_code == 0


def test_a_file_that_was_edited_without_watch_is_what_check_checks(path):
    tutor("reset", "linear-regression")
    path.parent.mkdir(parents=True)
    path.write_text(RIGHT, encoding="utf-8")
    assert tutor("check", "linear-regression").exit_code == 0
    assert draft() == RIGHT
