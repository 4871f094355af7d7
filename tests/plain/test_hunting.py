"""Bug hunts in `tutor --plain`, on a small course with the real checker."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.course import building
from tui_tutor.grading import Checker
from tui_tutor.plain.progress import progress_text
from tui_tutor.plain.session import Desk, hold
from tui_tutor.progress import Store
from tui_tutor.progress.draft_file import hunt_file

RIGHT = """\
import numpy as np
from exercise import forward


def gradients(X, y, params):
    error = forward(X, params) - y
    return {"W": 2 * X.T @ error / len(X)}
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
    folder = tmp_path / "course"
    folder.mkdir()

    def held(*lines: str | Callable[[], None], first: str = "") -> str:
        """What is said to these lines; what is no line happens between them."""
        coming = iter(lines)
        said: list[str] = []

        def read() -> str | None:
            while callable(line := next(coming, None)):
                line()
            return line

        hold(Desk(building.course(folder), store, checker, said.append, read), first)
        return "\n".join(said)

    return held


@pytest.fixture
def solved(store):
    """The exercise is known, so that its solution is no secret."""
    store.mark_solution_seen("small", "fit")
    return store


WRITE_RIGHT = ("write", *RIGHT.splitlines(), ".")


def test_a_bug_is_planted_hunted_and_found(session, solved):
    said = session("hunt 1", "code", "check", *WRITE_RIGHT, "check")
    assert "This is a right answer to Fit a line. There is one bug in it" in said
    assert "def gradients(X, y, params):" in said
    assert "0 runs so far." in said
    assert "Found in 1 run." in said
    assert said.index("✗ wrong") < said.index("✓ correct") < said.index("It was ")
    assert said.rindex("hunt plants another bug.") > said.index("Found in 1 run.")


def test_the_name_of_a_known_mistake_comes_only_at_the_end(session, solved):
    said = session(*(f"hunt fit {seed}" for seed in range(4)))
    assert "missing-two" not in said
    assert "What does a square bring?" not in said
    told = session(*(line for seed in range(4) for line in (f"hunt fit {seed}", "solution yes")))
    assert "It was `missing-two`. Every entry is half of the numerical one." in told
    assert "-    return {" in told
    assert "+    return {" in told


def test_it_touches_neither_the_draft_nor_the_attempts(session, solved):
    solved.save_draft("small", "fit", "mine", 0)
    before = solved.states("small")
    session("hunt fit", "check", *WRITE_RIGHT, "check", "reset", "check")
    assert solved.draft("small", "fit").text == "mine"
    assert solved.attempts("small", "fit") == ()
    assert solved.states("small") == before


def test_giving_up_needs_a_yes(session, solved):
    said = session("hunt fit", "solution", "check")
    assert "solution yes gives the hunt up" in said
    assert "Given up" not in said
    assert "Given up after 0 runs." in session("hunt fit", "solution yes")


def test_an_open_hunt_goes_on_with_its_text_and_its_runs(session, solved):
    session("hunt fit", "write", "x = 1", ".", "check")
    said = session("hunt", "code", "check")
    assert "1: x = 1" in said
    assert solved.hunts("small")[0].runs == 2


def test_another_tutor_at_the_same_hunt_is_told_and_nothing_is_lost(session, solved):
    session("hunt fit", "write", "x = 1", ".")

    def elsewhere() -> None:
        (hunt,) = solved.hunts("small")
        solved.save_hunt("small", replace(hunt, text="y = 2"), hunt.text)

    said = session("hunt", elsewhere, "write", "x = 3", ".", "code")
    assert "Another tutor is at this hunt too" in said
    assert "1: x = 3" in said
    assert [one.text.strip() for one in solved.hunts("small")] == ["y = 2", "x = 3"]


def test_the_planted_code_comes_back(session, solved):
    said = session("hunt fit", "write", "x = 1", ".", "reset", "code")
    assert "The code is as it was planted." in said
    assert said.index("def gradients") > said.index("as it was planted")


def test_the_code_lies_in_a_file_of_its_own(session, solved):
    said = session("hunt fit", "file", "check")
    path = hunt_file("small", "fit")
    assert f"Your code is in {path} now." in said
    assert "def gradients" in path.read_text("utf-8")
    path.write_text(RIGHT, "utf-8")
    assert "Found in 1 run." in session("hunt fit", f"file {path}", "check")


@pytest.mark.parametrize("line", ["hint", "history", "restore 1", "steps", "predict on", "answer 1"])
def test_what_would_help_or_belongs_elsewhere_is_not_here(session, solved, line):
    assert "Not in a hunt" in session("hunt fit", line)
    assert "Not in a hunt" not in session("open fit", line)


def test_entries_are_told_where_the_level_shows_them(session, solved):
    assert "W, wrong:" in session("hunt fit 1 1", "entries")
    assert "There are no entries to tell" in session("hunt fit 1 3", "entries")


def test_open_leads_back_to_the_exercise(session, solved):
    solved.save_draft("small", "fit", "mine\n", 0)
    assert "1: mine" in session("hunt fit", "open fit", "code")


def test_an_exercise_that_is_not_solved_asks_first(session, store):
    said = session("hunt fit")
    assert "You have not solved Fit a line yet" in said
    assert "Then say: hunt fit yes" in said
    assert store.hunts("small") == ()
    assert "There is one bug in it" in session("hunt fit yes")
    assert store.solution_seen("small", "fit")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("hunt", "you have solved no gradient exercise yet"),
        ("hunt guess", "Bugs are hunted where the answer is one."),
        ("hunt nowhere", "map lists them all."),
        ("hunt fit seven", "Say hunt, or hunt and an exercise"),
        ("hunt fit 1 9", "There are levels 1 to 5."),
    ],
)
def test_what_cannot_be_hunted_is_said(session, line, said):
    assert said in session(line)


def test_a_session_may_begin_with_a_hunt(session, solved):
    assert "The same bug again: `tutor hunt fit --seed 2" in session(first="hunt fit 2").replace("\n", " ")


def test_what_was_found_is_part_of_the_progress(session, solved, tmp_path):
    course = building.course(tmp_path / "course")
    assert "bug hunts" not in progress_text(course, solved)
    session("hunt fit 1", *WRITE_RIGHT, "check", "hunt fit 2", "solution yes")
    assert "bug hunts: 1 found, at best at level 1 in 1 run; 1 given up; level 1 now" in progress_text(
        course, solved
    )
