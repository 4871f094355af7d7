"""Where a learner goes on."""

import pytest

from tests.course import building
from tui_tutor.progress import Store
from tui_tutor.progress.onward import done, first_open, to_go_on


@pytest.fixture
def store():
    with Store.open() as store:
        yield store


@pytest.fixture
def course(tmp_path):
    return building.course(tmp_path)


def solved(store, exercise: str) -> None:
    store.record_attempt("small", exercise, "v1", "", "returned", "correct", b"{}")


def onward(course, store) -> str | None:
    return to_go_on(course, done(store.states("small")), store.place("small"))


def test_it_begins_with_the_first_exercise(course, store):
    assert onward(course, store) == "fit"


def test_it_goes_on_where_the_learner_was(course, store):
    store.set_place("small", "old-guess")  # a former id
    assert onward(course, store) == "guess"


def test_what_is_solved_is_left_for_the_first_open_one(course, store):
    store.set_place("small", "guess")
    solved(store, "guess")
    assert onward(course, store) == "fit"


def test_a_solution_that_was_seen_is_done_too(course, store):
    store.mark_solution_seen("small", "fit")
    assert onward(course, store) == "guess"


def test_when_everything_is_done_there_is_nothing(course, store):
    solved(store, "fit")
    solved(store, "guess")
    assert onward(course, store) is None


def test_behind_the_last_one_it_begins_again(course, store):
    assert first_open(course, done(store.states("small")), after="guess") == "fit"
