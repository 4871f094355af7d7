from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui_tutor.progress import Store


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path) as store:
        yield store


def test_a_renamed_exercise_keeps_everything(store: Store) -> None:
    store.save_draft("course", "old", "text", 0)
    store.reset_draft("course", "old", "starter")
    made = store.record_attempt("course", "old", "v1", "", "returned", "correct", b"{}")
    store.show_hint("course", "old")
    store.mark_solution_seen("course", "old")
    store.set_place("course", "old")
    before = store.states("course")["old"]
    store.rename("course", "old", "new")
    assert store.states("course") == {"new": before}
    assert store.attempts("course", "new") == (made,)
    assert [draft.text for draft in store.old_drafts("course", "new")] == ["text"]
    assert store.hints_shown("course", "new") == 1
    assert store.solution_seen("course", "new")
    assert store.place("course") == "new"
    assert store.draft("course", "old") is None


def test_what_both_ids_have_is_merged(store: Store) -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    second = store.record_attempt("course", "old", "v1", "", "returned", "wrong", b"{}", late)
    first = store.record_attempt("course", "new", "v1", "", "returned", "wrong", b"{}", early)
    for _ in range(2):
        store.show_hint("course", "old")
    store.show_hint("course", "new")
    store.rename("course", "old", "new")
    assert store.attempts("course", "new") == (first, second)
    assert store.hints_shown("course", "new") == 2


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_of_two_drafts_the_newer_stays_current_and_the_other_is_kept(store: Store, order) -> None:
    store.save_draft("course", order[0], "earlier", 0)
    store.save_draft("course", order[1], "later", 0)
    store.rename("course", "old", "new")
    draft = store.draft("course", "new")
    assert draft is not None
    assert draft.text == "later"
    assert [kept.text for kept in store.old_drafts("course", "new")] == ["earlier"]
    assert store.draft("course", "old") is None


def test_renaming_an_unknown_exercise_or_to_itself_changes_nothing(store: Store) -> None:
    store.save_draft("course", "a", "text", 0)
    before = store.states("course")
    store.rename("course", "never", "a")
    store.rename("course", "a", "a")
    assert store.states("course") == before


def test_renaming_leaves_other_courses_alone(store: Store) -> None:
    store.save_draft("other", "old", "text", 0)
    store.rename("course", "old", "new")
    assert store.draft("other", "old") is not None
