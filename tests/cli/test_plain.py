"""`tutor --plain` from a pipe and in a terminal."""

import pytest

from tests.cli.test_cli import RIGHT, WRONG, tutor
from tui_tutor.grading.remembering import remember_level
from tui_tutor.progress import Store


def test_a_session_is_scripted_through_a_pipe():
    script = ["open linear-regression", "write", *WRONG.splitlines(), ".", "check"]
    script += ["write", *RIGHT.splitlines(), ".", "check", "curve", "quit"]
    result = tutor("--plain", text="\n".join(script) + "\n")
    assert result.exit_code == 0
    assert result.output.index("✗ wrong") < result.output.index("✓ correct")
    assert result.output.rstrip().endswith("Everything is saved.")
    assert "\x1b" not in result.output
    assert "✓ correct        linear-regression" in tutor("list").output


def test_bytes_that_are_no_text_do_not_end_it():
    assert "There is no command" in tutor("--plain", text=b"\xff\xfe\nmap\n").output


def test_where_the_sandbox_is_not_sealed_it_is_said_first():
    with Store.open() as store:
        remember_level(store, "open")
    assert tutor("--plain", text="").output.startswith("The sandbox is only open here:")


def test_the_end_of_the_input_is_the_end():
    assert tutor("--plain", text="").output.endswith("Everything is saved.\n")


def test_ctrl_c_stops_a_check_and_the_session_goes_on(tmp_path):
    pytest.importorskip("termios", reason="pseudo-terminals are a Unix thing")
    from tests.end_to_end.terminal import Terminal
    from tests.end_to_end.terminal import tutor as command

    with Terminal(command("--plain"), tmp_path / "home") as terminal:
        terminal.wait_for("help lists them.")
        terminal.type("open linear-regression\nwrite\nwhile True: pass\n.\ncheck\n")
        terminal.wait_for("Checking.")
        terminal.press("ctrl+c")
        terminal.wait_for("Stopped.")
        terminal.type("quit\n")
        assert terminal.wait_for_end() == 0
        assert b"\x1b" not in terminal.raw
