"""The conversation of `tutor --plain`, line by line, on a small course."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.course import building
from tui_tutor.course import load_exercise
from tui_tutor.grading import Checker
from tui_tutor.plain.session import Desk, hold
from tui_tutor.plain.session.conversation import COMMANDS
from tui_tutor.progress import Store
from tui_tutor.progress.draft_file import draft_file

RIGHT = """\
import numpy as np


def gradients(X, y, params):
    return {"W": 2 * X.T @ (X @ params["W"] - y) / len(X)}
"""
WRONG = RIGHT.replace("2 * ", "")
CURVE = building.CODE.replace(
    'function = "gradients"\n', 'function = "gradients"\ncurve = {rate = 0.1, epochs = 30}\n'
)
EXPLORE = building.QUESTION.replace(
    "[[choices]]", '[explore]\nslider = "h"\nvalues = [1.0, 2.0]\nx = "t"\ny = ["loss"]\n\n[[choices]]', 1
).replace('"predict"', '"explore"')
SERIES = """\
import numpy as np


def series(value):
    t = np.arange(1.0, 30.0)
    return {"t": t, "loss": value / t}
"""


@pytest.fixture(scope="module")
def checker():
    with Checker() as checker:
        yield checker


@pytest.fixture
def store():
    with Store.open() as store:
        yield store


@pytest.fixture
def session(tmp_path, checker, store):
    """A session of the lines given; what was said. The course is the small one, or the one described."""
    folder = tmp_path / "course"
    folder.mkdir()

    def held(*lines: str, **changes: str) -> str:
        coming = iter(lines)
        said: list[str] = []
        course = building.course(folder, **changes)
        hold(Desk(course, store, checker, said.append, lambda: next(coming, None)))
        return "\n".join(said)

    held.folder = folder
    return held


def draft(store):
    found = store.draft("small", "fit")
    return found and found.text


def test_it_begins_with_where_one_is_and_ends_with_the_lines(session):
    said = session()
    assert said.startswith("A small course. 0 of 2 exercises are correct.\n")
    assert said.endswith("Everything is saved.")


def test_quit_ends_it(session):
    assert "Lesson 1" not in session("quit", "map")


def test_the_map_is_numbered_and_says_states(session):
    session("open 1", "hint")
    said = session("map")
    assert "Lesson 1: Lines\n1. Fit a line. fit, started.\n2. Guess the sign. guess, open." in said
    assert "You were at fit: open 1 goes on there." in said


def test_the_cheat_sheet_is_said_for_this_lesson_or_for_one_by_number(session):
    lesson = building.LESSON + "\n<!-- sheet: The line -->\n$$\n\\hat y = XW\n$$\n"
    for line in ("sheet", "sheet 1", "sheet lines"):
        assert "Heading: 1 Lines\n\nThe line\n\nŷ = XW" in session(line, lesson=lesson)
    assert "There is no lesson 7. map lists them all." in session("sheet 7", lesson=lesson)
    assert "Nothing in this lesson has been marked for a cheat sheet." in session("sheet")


def test_what_is_due_for_review_is_said_in_the_map(session, store):
    long_ago = datetime.now(UTC) - timedelta(days=5)
    store.record_attempt("small", "fit", "v1", "", "returned", "correct", b"{}", long_ago)
    said = session("map", "review")
    assert "1. Fit a line. fit, correct, due for review." in said
    assert "Due for review: 1\n  fit  Fit a line, right once, due for 4 days" in said


@pytest.mark.parametrize("line", ["open 1", "open fit", "o fit", "OPEN 1", "next"])
def test_an_exercise_is_opened_and_its_task_is_read(session, line):
    said = session(line)
    assert "Fit a line. fit, gradient, level 1." in said
    assert "Write the gradient of the mean square." in said


def test_a_right_gradient_is_correct_and_remembered(session, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(RIGHT, encoding="utf-8")
    said = session("open 1", f"file {file}", "check", "map", "next")
    assert "✓ correct" in said
    assert "The 2 comes from the square." in said
    assert "1. Fit a line. fit, correct." in said
    assert "Guess the sign. guess, predict, level 2." in said


def test_a_wrong_gradient_gets_its_diagnosis(session, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(WRONG, encoding="utf-8")
    said = session("open 1", f"file {file}", "check")
    assert "✗ wrong" in said
    assert "Every entry is half of the numerical one." in said


def test_every_check_reads_the_file_again_and_the_draft_follows(session, store, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(WRONG, encoding="utf-8")
    course = building.course(tmp_path / "course")
    lines = iter(["open 1", f"file {file}", "check", "check"])
    said: list[str] = []

    def read():
        if "✗ wrong" in "\n".join(said):
            file.write_text(RIGHT, encoding="utf-8")
        return next(lines, None)

    with Checker() as checker:
        hold(Desk(course, store, checker, said.append, read))
    assert "✓ correct" in "\n".join(said)
    assert draft(store) == RIGHT


def test_code_can_be_typed_and_is_read_back_with_line_numbers(session, store):
    said = session("open 1", "write", *RIGHT.splitlines(), ".", "code 4", "check")
    assert "4: def gradients(X, y, params):" in said
    assert "✓ correct" in said
    assert draft(store) == RIGHT


def test_what_was_typed_before_is_kept(session, store):
    session("open 1", "write", "first", ".", "write", "second", ".")
    assert draft(store) == "second\n"
    assert "first\n" in [old.text for old in store.old_drafts("small", "fit")]


def test_typing_nothing_changes_nothing(session, store):
    assert "as it was" in session("open 1", "write", ".")
    assert draft(store) is None


def editor(tmp_path, monkeypatch, program: str) -> None:
    script = tmp_path / "editor.py"
    script.write_text(f"import sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n{program}\n", "utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{Path(sys.executable).as_posix()} {script.as_posix()}")


def test_what_the_editor_saves_is_the_draft(session, store, tmp_path, monkeypatch):
    editor(tmp_path, monkeypatch, f"file.write_text({RIGHT!r})")
    said = session("open 1", "edit", "check")
    assert "Saved." in said
    assert "✓ correct" in said
    assert draft(store) == RIGHT
    assert draft_file("small", "fit").read_text(encoding="utf-8") == RIGHT


def test_an_editor_that_fails_changes_nothing(session, store, tmp_path, monkeypatch):
    editor(tmp_path, monkeypatch, "sys.exit(3)")
    assert "ended with code 3. Your code is as it was." in session("open 1", "edit")
    assert draft(store) is None


def test_what_an_editor_saved_before_it_failed_is_there(session, store, tmp_path, monkeypatch):
    editor(tmp_path, monkeypatch, "file.write_text('half'); sys.exit(3)")
    assert "ended with code 3. What it saved is here." in session("open 1", "edit")
    assert draft(store) == "half"


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on Unix")
def test_ctrl_c_in_the_editor_is_the_editors(session, store, tmp_path, monkeypatch):
    interrupt = "import os, signal; os.kill(os.getppid(), signal.SIGINT)"
    editor(tmp_path, monkeypatch, f"{interrupt}; file.write_text('x = 1')")
    assert "Saved." in session("open 1", "edit")
    assert draft(store) == "x = 1"


def test_without_an_editor_it_says_what_to_do(session, monkeypatch):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    assert "Set EDITOR" in session("open 1", "edit")


def test_a_question_is_answered_by_name_or_number(session):
    assert "✗ wrong" in session("open 2", "answer up")
    assert "✓ correct" in session("open 2", "answer 2")


def test_a_choice_that_is_none_is_refused(session):
    assert "They are: up, down." in session("open guess", "answer left")


def test_hints_come_one_at_a_time_and_again(session):
    said = session("open 1", "hint", "hint", "hint", "hint 1")
    assert "Hint 1 of 2.\nWhich constant" in said
    assert "Hint 2 of 2.\nShapes: Xᵀ is (d, n)." in said
    assert "no more hints" in said
    assert said.count("Which constant does a square bring?") == 2


def test_a_hint_is_called_by_its_rung_where_the_author_has_named_it(session):
    named = building.CODE.replace("## Hint", "## Hint concept", 1)
    said = session("open 1", "hint", "hint", code=named)
    assert "Hint 1 of 2: concept.\nWhich constant" in said
    assert "Hint 2 of 2.\nShapes" in said


def test_the_solution_wants_a_yes(session):
    said = session("open 1", "solution")
    assert "def gradients" not in said
    assert "def gradients" in session("open 1", "solution yes")
    assert "solution seen" in session("map")


def test_the_lesson_is_read_a_step_at_a_time(session):
    lesson = building.LESSON + "\n## Second\n\nThe slope is $\\frac{a}{b}$.\n"
    said = session("lesson", "lesson", "lesson 1", "lesson list", "lesson 9", lesson=lesson)
    assert "Step 1 of 2.\nBegin here.\nlesson goes on." in said
    assert "Step 2 of 2.\nHeading: Second\n\nThe slope is a/b.\nThat was the last step." in said
    assert said.count("Begin here.") == 2
    assert "steps 1 to 2" in said


def test_running_shows_what_is_printed(session):
    assert "42" in session("open 1", "write", "print(6 * 7)", ".", "run")


def test_a_curve_is_numbers_and_a_sentence(session):
    said = session("open 1", "write", *RIGHT.splitlines(), ".", "curve", code=CURVE)
    assert "Right gradient: epoch 0, loss" in said
    assert "Your gradient: epoch 0, loss" in said
    assert "Both end at a loss of" in said


def test_a_curve_is_trained_again_at_another_rate_and_start(session):
    write = ("open 1", "write", *RIGHT.splitlines(), ".")
    said = session(*write, "curve 0.5 2", "curve fast", "curve 0", "curve 0.1 -1", code=CURVE)
    assert "Training at a rate of 0.5." in said
    assert said.count("Start 0 is the exercise's own") == 3


def test_an_exercise_without_a_curve_says_so(session):
    assert "no training curve" in session("open 1", "curve")


def test_a_slider_is_moved_by_position(session):
    said = session("open 2", "explore", "explore 2", question=EXPLORE, facts=SERIES)
    assert "1: 1; 2: 2." in said
    assert "h = 2.\nloss over t: 2 at 1; 0.4 at 5;" in said


def test_reset_keeps_what_was_there(session, store):
    said = session("open 1", "write", "mine", ".", "reset")
    assert "back at its starter" in said
    assert "mine\n" in [old.text for old in store.old_drafts("small", "fit")]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["check"], "No exercise is open."),
        (["opne 1"], "Did you mean open?"),
        (["h"], "hint, history, hunt or help"),
        (["open 99"], "map lists them all"),
        (["open 2", "check"], "This exercise is a question."),
        (["open 1", "answer up"], "This exercise asks for code."),
        (["open 1", "file /no/such/file.py"], "does not exist"),
        (["open 1", "code 99"], "lines 1 to"),
        (["open 1", "hint 2"], "0 of 2 hints"),
    ],
)
def test_what_cannot_be_done_is_said_and_the_session_goes_on(session, lines, says):
    said = session(*lines, "map")
    assert says in said
    assert "Lesson 1: Lines" in said


def test_help_says_every_command(session):
    said = session("help", "help check")
    assert all(f"\n{name}: " in said for name in COMMANDS)
    assert said.count("check: Check your code") == 2


def test_ctrl_c_while_nothing_runs_ends_the_session(tmp_path, store, checker):
    def read():
        raise KeyboardInterrupt

    said: list[str] = []
    folder = tmp_path / "course"
    folder.mkdir()
    hold(Desk(building.course(folder), store, checker, said.append, read))
    assert said[-1] == "Everything is saved."


def test_nothing_that_is_said_moves_a_cursor(session):
    said = session("map", "open 1", "hint", "hint", "task", "code", "lesson", "help", "check")
    assert all(character.isprintable() or character in "\n\t" for character in said)


def attempts(session, tmp_path):
    """A wrong answer, then a right one, checked from a file."""
    file = tmp_path / "mine.py"
    file.write_text(WRONG, encoding="utf-8")
    session("open 1", f"file {file}", "check")
    file.write_text(RIGHT, encoding="utf-8")
    session("open 1", f"file {file}", "check")


def test_attempts_are_told_read_and_compared(session, tmp_path):
    attempts(session, tmp_path)
    said = session("open 1", "history", "history 1", "history 1 2", "history solution")
    assert "wrong. Every entry is half of the numerical one." in said
    assert "correct. Right on the shown data" in said
    assert "Your text:\nimport numpy as np" in said
    assert 'removed:     return {"W": X.T @' in said
    assert 'added:     return {"W": 2 * X.T @' in said
    assert "From your text 2 to the solution:" in said


def test_an_earlier_text_can_be_the_draft_again(session, store, tmp_path):
    attempts(session, tmp_path)
    assert "Text 1 is your draft now." in session("open 1", "restore 1")
    assert draft(store) == WRONG


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("history 7", "Nothing was tried here yet."),
        ("restore 1", "Nothing was tried here yet."),
        ("history solution", "Your answer is not correct yet."),
        ("history 1 2 3", "Say history, or history with one number or two."),
    ],
)
def test_what_is_not_in_the_history_is_refused(session, line, refusal):
    assert refusal in session("open 1", line)


def test_a_check_says_what_changed_since_the_last_one(session, tmp_path):
    attempts(session, tmp_path)
    file = tmp_path / "mine.py"
    file.write_text(WRONG, encoding="utf-8")
    said = session("open 1", f"file {file}", "check")
    assert "Since your last attempt: W was right before and is wrong now." in said


def test_the_picture_of_a_check_is_told_in_words_and_numbers(session, tmp_path):
    assert "only the check of a gradient measures this" in session("open 1", "steps", "open 2", "steps")
    attempts(session, tmp_path)
    said = session("open 1", "steps")
    assert "W: the difference is smallest," in said
    assert "W in numbers: " in said
    assert " at h " in said


def test_the_worst_entries_are_told_and_another_name_is_refused(session, tmp_path):
    assert "There are no entries to tell" in session("open 1", "entries")
    file = tmp_path / "mine.py"
    file.write_text(WRONG, encoding="utf-8")
    said = session("open 1", f"file {file}", "check", "entries", "entries W", "entries b")
    assert said.count("W, wrong: W[") == 2
    assert ", numerical " in said
    assert "The last check compared no b. It compared W." in said


def test_a_check_may_say_beforehand_what_is_expected(session, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(WRONG, encoding="utf-8")
    said = session("open 1", f"file {file}", "check wrong", "check correct", "check green", "predict")
    assert "You foresaw it: wrong. 1 of 1 predictions came true." in said
    assert "You expected correct. What did you take for granted?" in said
    assert "green is no prediction." in said
    assert "It is off; 1 of 2 predictions came true." in said


def test_a_check_asks_first_when_that_is_wanted(session, tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(WRONG, encoding="utf-8")
    said = session("open 1", f"file {file}", "predict on", "check", "w", "check", "", "predict off", "check")
    assert said.count("What will the verdict be: correct, wrong, or error?") == 2
    assert said.count("predictions came true") == 1
    assert said.count("✗ wrong") == 3 * 2  # the headline, and the line of its array


def test_a_lesson_alone_can_be_listed_and_what_is_called_so(session):
    assert "Fit a line." in session("map 1")
    said = session("map sign")
    assert "2. Guess the sign. guess, open." in said
    assert "Fit a line." not in said
    assert "Nothing here is called piano." in session("map piano")


def test_a_lesson_can_be_opened_to_read(session):
    said = session("open lesson 1", "task")
    assert "Lesson 1, Lines. Step 1 of 1.\nBegin here." in said
    assert "No exercise is open." in said
    assert "There is no lesson 9." in session("open lesson 9")
    assert "Say which: open lesson 5." in session("open lesson")


def test_a_lesson_goes_on_where_it_was_left(session):
    lesson = building.LESSON + "\n## Second\n\nTwo.\n\n## Third\n\nThree.\n"
    assert "Step 2 of 3." in session("lesson", "lesson", lesson=lesson)
    said = session("lesson", lesson=lesson)
    assert "Step 2 of 3." in said
    assert "Step 1 of 3." not in said


def test_a_name_that_is_nearly_right_is_told(session):
    assert "There is no exercise fitt. Did you mean fit? map lists them all." in session("open fitt")
    assert "Did you mean guess?" in session("open ues")


def test_what_was_solved_before_is_said_when_it_is_opened(session, store):
    attempt = ("small", "fit", building_digest(session), "", "returned", "correct", b"{}")
    store.record_attempt(*attempt)
    assert "Your answer was correct before." in session("open 1")
    assert "The exercise has changed since you solved it." in session("open 1", code=CURVE)
    assert "correct before" not in session("open 2")


def building_digest(session):
    """The digest of the small exercise as it is written."""
    session()
    return load_exercise(building.course(session.folder), "fit").digest
