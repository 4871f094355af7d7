"""`tutor hunt` from a pipe and in a terminal."""

import pytest

from tests.cli.test_cli import RIGHT, tutor
from tui_tutor.course import open_course
from tui_tutor.progress import Store


def test_a_hunt_from_a_pipe_is_a_conversation():
    script = ["check", "write", *RIGHT.splitlines(), ".", "check", "quit"]
    result = tutor("hunt", "linear-regression", "--seed", 3, "--yes", text="\n".join(script) + "\n")
    assert result.exit_code == 0
    assert "There is one bug in it" in " ".join(result.output.split())
    assert "tutor hunt linear-regression --seed 3 --level 1" in " ".join(result.output.split())
    assert result.output.index("✗ wrong") < result.output.index("Found in 1 run.")
    shown = tutor("progress", "show").output
    assert "bug hunts: 1 found, at best at level 1 in 1 run; 0 given up; level 2 now" in shown


def test_the_same_seed_shows_the_same_code():
    script = "code\nquit\n"
    first, again, other = (
        tutor("hunt", "mlp-backward", "--seed", seed, "--level", 2, "--yes", text=script).output
        for seed in (5, 5, 6)
    )
    assert first == again
    assert first.partition("The same bug")[0] == other.partition("The same bug")[0]
    assert first != other


def test_without_a_name_and_without_anything_solved_it_says_what_to_do():
    result = tutor("hunt")
    assert result.exit_code == 2
    assert "you have solved no gradient exercise yet" in result.output


def test_without_a_name_it_hunts_in_what_is_solved():
    with Store.open() as store:
        store.mark_solution_seen(open_course().id, "relu-backward")
    assert "tutor hunt relu-backward --seed 1" in " ".join(tutor("hunt", text="").output.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "There is no exercise 'nowhere'"),
        (["gd-step"], "Bugs are hunted where the answer is one."),
        (["linear-regression", "--level", "9"], "9 is not in the range"),
    ],
)
def test_what_cannot_be_hunted_is_a_usage_error(arguments, said):
    result = tutor("hunt", *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_an_unsolved_exercise_shows_nothing_of_its_solution():
    output = tutor("hunt", "linear-regression", text="code\nquit\n").output
    assert "You have not solved" in output
    assert "def gradients" not in output


def test_in_a_terminal_it_opens_the_application(tmp_path):
    pytest.importorskip("termios", reason="pseudo-terminals are a Unix thing")
    from tests.end_to_end.terminal import Terminal
    from tests.end_to_end.terminal import tutor as command

    with Terminal(command("hunt", "relu-backward", "--seed", "2", "--yes"), tmp_path / "home") as terminal:
        terminal.wait_for("Bug hunt: ")
        terminal.wait_for("wrong")
        terminal.press("ctrl+q")
        assert terminal.wait_for_end() == 0
