"""An exercise that was renamed: everything that was done under its former name is there under the new one."""

import json

import pytest

from tests.cli.test_cli import tutor
from tests.course import building
from tui_tutor.progress import Store
from tui_tutor.progress.draft_file import draft_file

DRAFT = "def gradients(X, y, params):\n    return {'W': 0.0 * params['W']}\n"
RENAMED = building.CODE.replace("level = 1\n", 'level = 1\naliases = ["line", "older"]\n')


@pytest.fixture
def course(tmp_path):
    """The small course, in which `fit` was called `line` before, and `older` long ago."""
    building.course(tmp_path, code=RENAMED)
    return tmp_path


@pytest.fixture
def store():
    with Store.open() as store:
        yield store


def of(course, *arguments):
    return tutor("--course", course, *arguments)


def states(course):
    told = json.loads(of(course, "list", "--json").output)
    return {one["id"]: one["state"] for lesson in told["lessons"] for one in lesson["exercises"]}


def test_the_map_and_the_review_know_what_was_solved(course, store):
    store.record_attempt("small", "line", "v1", DRAFT, "returned", "correct", b"{}")
    assert states(course) == {"fit": "correct", "guess": "open"}
    assert "fit" in of(course, "review").output
    assert "line" not in of(course, "review").output


def test_the_draft_the_hints_and_the_history_go_along(course, store):
    store.save_draft("small", "line", DRAFT, 0)
    store.show_hint("small", "line")
    store.record_attempt("small", "older", "v1", DRAFT, "raised", None, b"{}")
    assert of(course, "hint", "fit").output.startswith("Hint 2 of 2")
    assert "! raised" in of(course, "history", "fit").output
    checked = json.loads(of(course, "check", "fit", "--json").output)
    assert (checked["exercise"], checked["verdict"]) == ("fit", "wrong")
    assert len(store.attempts("small", "fit")) == 2


def test_the_former_name_still_names_it(course, store):
    store.save_draft("small", "line", DRAFT, 0)
    assert json.loads(of(course, "check", "line", "--json").output)["exercise"] == "fit"
    assert store.draft("small", "fit").text == DRAFT


def test_the_place_goes_along(course, store):
    store.set_place("small", "line")
    assert (
        "You were at fit: open 1 goes on there." in tutor("--course", course, "--plain", text="quit\n").output
    )


def test_a_draft_that_was_edited_as_a_file_goes_along(course, store):
    former = draft_file("small", "line")
    former.parent.mkdir(parents=True)
    former.write_text(DRAFT, encoding="utf-8")
    assert states(course)["fit"] == "started"
    assert not former.exists()
    assert draft_file("small", "fit").read_text(encoding="utf-8") == DRAFT
    assert store.draft("small", "fit").text == DRAFT


def test_two_files_of_one_draft_are_both_kept(course, store):
    for name, text in (("line", DRAFT), ("fit", f"# newer\n{DRAFT}")):
        path = draft_file("small", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    of(course, "list")
    assert draft_file("small", "fit").read_text(encoding="utf-8").startswith("# newer")
    assert store.draft("small", "fit").text == DRAFT
    assert [path.name for path in sorted(draft_file("small", "fit").parent.iterdir())] == [
        "fit.line.py",
        "fit.py",
    ]
    assert json.loads(of(course, "check", "fit", "--json").output)["exercise"] == "fit"


def test_progress_of_another_machine_follows_when_it_comes_in(course, store, tmp_path, monkeypatch):
    store.record_attempt("small", "line", "v1", DRAFT, "returned", "correct", b"{}")
    store.export(tmp_path / "progress.json")
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "another"))
    assert of(course, "progress", "import", tmp_path / "progress.json").exit_code == 0
    assert states(course)["fit"] == "correct"


def test_an_alias_that_is_an_exercise_of_its_own_takes_nothing_away(course, store):
    building.course(course, code=building.CODE.replace("level = 1\n", 'level = 1\naliases = ["guess"]\n'))
    store.record_attempt("small", "guess", "v1", "answer = 'down'", "returned", "correct", b"{}")
    assert states(course) == {"fit": "open", "guess": "correct"}
