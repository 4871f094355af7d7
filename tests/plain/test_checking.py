"""Which checks are attempts."""

import pytest

from tests.course import building
from tui_tutor.course import load_exercise
from tui_tutor.plain.checking import remember
from tui_tutor.progress import Store
from tui_tutor.report import Report


@pytest.fixture
def store():
    with Store.open() as store:
        yield store


@pytest.fixture
def course(tmp_path):
    return building.course(tmp_path)


@pytest.mark.parametrize(("outcome", "attempts"), [("raised", 1), ("fault", 0), ("cancelled", 0)])
def test_only_what_says_something_about_the_learner_is_an_attempt(course, store, outcome, attempts):
    remember(store, course, load_exercise(course, "fit"), "x", Report("fit", outcome))
    assert len(store.attempts("small", "fit")) == attempts
