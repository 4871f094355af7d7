"""The installed `tutor` in a pseudo-terminal, from the first key to the last."""

import shutil
import sys

import pytest

pytest.importorskip("termios", reason="pseudo-terminals are a Unix thing")

from tests.end_to_end.terminal import KEYS, Terminal, tutor

WRONG = """import numpy as np


def gradients(X, y, params):
    n = X.shape[0]
    error = X @ params["W"] + params["b"] - y
    return {"W": X.T @ error / n, "b": np.mean(error, keepdims=True)}
"""
RIGHT = WRONG.replace("X.T @", "2 * X.T @").replace("np.mean", "2 * np.mean")


def replace_code(terminal, text):
    terminal.press("ctrl+a")  # select all
    terminal.paste(text)
    last = text.rstrip().splitlines()[-1].strip()
    terminal.wait_for(last[:40])


def find_linear_regression(terminal):
    terminal.wait_for("Find")
    terminal.press("/")
    terminal.type("author's mistake")
    terminal.wait_for("The check that finds", gone="One neuron, three partials")
    terminal.press("enter")


def open_linear_regression(terminal):
    find_linear_regression(terminal)
    terminal.wait_for("Your code", "def gradients")


def test_the_main_job_from_a_wrong_gradient_to_a_right_one(tmp_path):
    with Terminal(tutor(), tmp_path / "home") as terminal:
        open_linear_regression(terminal)
        replace_code(terminal, WRONG)
        terminal.press("ctrl+j")
        terminal.wait_for("✗ wrong", "0.5")
        replace_code(terminal, RIGHT)
        terminal.press("ctrl+j")
        terminal.wait_for("✓ correct", gone="✗ wrong")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
        assert terminal.settings() == terminal.before
        assert b"\x1b[?1049l" in terminal.raw  # the screen from before is back
    with Terminal(tutor("list"), tmp_path / "home") as terminal:
        terminal.wait_for("✓ correct", "linear-regression")


def test_quit_and_reopen_is_the_same_place_and_the_same_draft(tmp_path):
    with Terminal(tutor(), tmp_path / "home") as terminal:
        open_linear_regression(terminal)
        replace_code(terminal, WRONG.replace("n = X.shape[0]", "n = len(X)  # mine"))
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
    with Terminal(tutor(), tmp_path / "home") as terminal:
        terminal.wait_for("▶ started")
        terminal.press("c")
        terminal.wait_for("n = len(X)  # mine")


def test_an_endless_loop_never_hangs_the_interface(tmp_path):
    with Terminal(tutor(), tmp_path / "home") as terminal:
        open_linear_regression(terminal)
        replace_code(terminal, "def gradients(X, y, params):\n    while True: pass\n")
        terminal.press("ctrl+j")
        terminal.wait_for("running your code")
        terminal.type("# still here")  # the screen answers while the loop runs
        terminal.wait_for("# still here")
        terminal.wait_for("timed out")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_small_terminals_show_one_pane_at_a_time(tmp_path, columns, rows):
    with Terminal(tutor(), tmp_path / "home", columns, rows) as terminal:
        find_linear_regression(terminal)
        terminal.wait_for("Two samples, one weight")
        terminal.press("f6")
        terminal.wait_for("def gradients")
        terminal.press("ctrl+j")
        terminal.wait_for("✗ wrong", "0.5")


@pytest.mark.parametrize("name", ["TERM", "pipe"])
def test_without_a_terminal_the_map_is_printed_and_nothing_hangs(tmp_path, name):
    import os
    import subprocess

    environment = {**os.environ, "TUTOR_HOME": str(tmp_path), "TERM": "dumb" if name == "TERM" else "xterm"}
    ended = subprocess.run(
        tutor(), stdin=subprocess.DEVNULL, capture_output=True, env=environment, timeout=30, check=False
    )
    assert ended.returncode == 0
    assert "linear-regression" in ended.stdout.decode(sys.getdefaultencoding())


def test_keys_stay_in_order_a_file_is_followed_and_a_kill_loses_nothing(tmp_path):
    file = tmp_path / "home" / "drafts" / "deep-learning-with-numpy" / "linear-regression.py"
    with Terminal(tutor(), tmp_path / "home") as terminal:
        open_linear_regression(terminal)
        replace_code(terminal, "start\n")
        burst, left, home = (
            "abc" + KEYS["left"] + "d" + KEYS["home"] + "e" + KEYS["end"],
            KEYS["left"],
            KEYS["home"],
        )
        terminal.type(burst * 20 + left * 3 + "x" + home + "y")
        expected = "".join(["y", *["e"] * 20, *["abdc"] * 20])
        expected = f"{expected[:-3]}x{expected[-3:]}"
        terminal.wait_until(
            lambda: file.exists() and file.read_text(encoding="utf-8") == f"start\n{expected}"
        )
        file.write_text(WRONG + "# from another editor\n", encoding="utf-8")
        terminal.wait_for("# from another editor", "✗ wrong")
        terminal.press("ctrl+end")
        terminal.type("# typed last")
        terminal.wait_until(lambda: "# typed last" in file.read_text(encoding="utf-8"))
        terminal.process.kill()
        terminal.process.wait()
    file.unlink()  # the store knows it too
    with Terminal(tutor(), tmp_path / "home") as terminal:
        terminal.wait_for("▶ started")
        terminal.press("c")
        terminal.wait_for("# typed last", "# from another editor")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with jobs")
def test_the_shell_can_have_the_terminal_and_so_can_an_editor(tmp_path, monkeypatch):
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\nopen(sys.argv[1], 'a').write('# from $EDITOR\\n')\ninput('this is the editor')\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("PS1", "the shell>")
    with Terminal(["bash", "--norc", "-i"], tmp_path / "home") as terminal:
        terminal.type(" ".join(tutor()) + "\r")
        terminal.wait_for("Find")
        terminal.press("ctrl+z")
        terminal.wait_for("Stopped")
        terminal.resize(100, 30)
        terminal.screen.reset()  # what is seen from now on is painted anew
        terminal.type("fg\r")
        find_linear_regression(terminal)
        terminal.wait_for("Your code", "def gradients")
        terminal.press("f4")
        terminal.wait_for("this is the editor")
        terminal.press("enter")
        terminal.wait_for("Your code", "from your file", "✗ wrong")
        terminal.screen.reset()
        terminal.press("ctrl+q")
        terminal.wait_for("the shell>")
        terminal.type("exit\r")
        assert terminal.wait_for_end() == 0
