import os
from datetime import UTC, datetime, timedelta

import pytest

from tui_tutor.progress import Store
from tui_tutor.progress.draft_file import draft_file
from tui_tutor.progress.working_copy import WorkingCopy

STARTER = "def f(): ...\n"


@pytest.fixture
def store():
    with Store.open() as store:
        yield store


def copy(store):
    return WorkingCopy(store, "course", "a", STARTER)


def left_behind(text: str, *, hours: int):
    """A file that was last written so many hours from now."""
    path = draft_file("course", "a")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    moment = (datetime.now(UTC) + timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))
    return path


def test_without_a_draft_the_file_holds_the_starter(store):
    made = copy(store)
    assert made.path.read_text(encoding="utf-8") == STARTER
    assert store.draft("course", "a") is None


def test_the_file_holds_the_draft(store):
    store.save_draft("course", "a", "x = 1\n", 0)
    assert copy(store).path.read_text(encoding="utf-8") == "x = 1\n"


def test_what_was_saved_becomes_the_draft(store):
    made = copy(store)
    assert made.take("x = 2\n") is None
    assert made.take("x = 3\n") is None
    draft = store.draft("course", "a")
    assert (draft.text, draft.revision) == ("x = 3\n", 2)


def test_a_text_that_did_not_change_makes_no_draft(store):
    copy(store).take(STARTER)
    assert store.draft("course", "a") is None


def test_a_save_elsewhere_is_not_overwritten_and_said(store):
    made = copy(store)
    made.take("mine 1")
    with Store.open() as other:
        other.save_draft("course", "a", "theirs", 1)
    assert "second draft" in made.take("mine 2")
    assert store.draft("course", "a").text == "theirs"
    assert "mine 2" in [old.text for old in store.old_drafts("course", "a")]


def test_a_file_that_is_newer_than_the_draft_becomes_the_draft(store):
    store.save_draft("course", "a", "draft", 0)
    left_behind("edited without tutor", hours=1)
    assert copy(store).text == "edited without tutor"
    assert store.draft("course", "a").text == "edited without tutor"


def test_a_file_without_any_draft_becomes_the_draft(store):
    left_behind("edited without tutor", hours=-1)
    assert copy(store).text == "edited without tutor"
    assert store.draft("course", "a").text == "edited without tutor"


def test_a_file_that_is_older_than_the_draft_is_kept_and_rewritten(store):
    path = left_behind("old file", hours=-1)
    store.save_draft("course", "a", "draft", 0)
    assert copy(store).text == "draft"
    assert path.read_text(encoding="utf-8") == "draft"
    assert [old.text for old in store.old_drafts("course", "a")] == ["old file"]


def test_an_old_file_is_kept_only_once(store):
    store.save_draft("course", "a", "draft", 0)
    for _ in range(2):
        left_behind("old file", hours=-1)
        copy(store)
    assert len(store.old_drafts("course", "a")) == 1


def test_a_lone_surrogate_does_not_stop_the_file(store):
    store.save_draft("course", "a", "x = '\ud800'\n", 0)
    assert copy(store).path.read_text(encoding="utf-8") == "x = '?'\n"
