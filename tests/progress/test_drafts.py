from pathlib import Path

import pytest

from tui_tutor.progress import Saved, Store


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path) as store:
        yield store


def text(store: Store) -> str | None:
    draft = store.draft("course", "a")
    return None if draft is None else draft.text


def old(store: Store) -> list[tuple[str, str]]:
    return [(draft.text, draft.reason) for draft in store.old_drafts("course", "a")]


def test_each_save_moves_the_revision_on(store: Store) -> None:
    assert store.save_draft("course", "a", "one", 0) == Saved(1)
    assert store.save_draft("course", "a", "two", 1) == Saved(2)
    assert text(store) == "two"


def test_saving_the_same_text_again_changes_nothing(store: Store) -> None:
    store.save_draft("course", "a", "one", 0)
    before = store.draft("course", "a")
    assert store.save_draft("course", "a", "one", 1) == Saved(1)
    assert store.draft("course", "a") == before


def test_typing_on_leaves_no_old_drafts(store: Store) -> None:
    for revision, typed in enumerate(("d", "de", "def")):
        store.save_draft("course", "a", typed, revision)
    assert old(store) == []


def test_a_save_on_an_outdated_revision_is_kept_and_said(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        one.save_draft("course", "a", "start", 0)
        one.save_draft("course", "a", "mine", 1)
        saved = two.save_draft("course", "a", "yours", 1)
        assert saved.revision == 1
        assert saved.conflict is not None
        assert "second draft" in saved.conflict
        assert text(two) == "mine"
        assert old(one) == [("yours", "conflict")]


def test_two_tutors_that_start_the_same_exercise_keep_both_texts(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        assert one.save_draft("course", "a", "mine", 0).conflict is None
        assert two.save_draft("course", "a", "yours", 0).conflict is not None
        assert (text(one), old(one)) == ("mine", [("yours", "conflict")])


def test_the_second_tutor_types_on_in_its_second_draft(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        revision = one.save_draft("course", "a", "mine", 0).revision
        second = two.save_draft("course", "a", "y", 0)
        for typed in ("yo", "yours"):
            second = two.save_draft("course", "a", typed, second.revision)
        one.save_draft("course", "a", "mine, longer", revision)
        assert second.conflict is not None
        assert text(one) == "mine, longer"
        assert old(one) == [("yours", "conflict")]


def test_taking_over_keeps_the_text_that_was_there(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        one.save_draft("course", "a", "mine", 0)
        theirs = two.draft("course", "a")
        assert theirs is not None
        assert two.save_draft("course", "a", "yours", theirs.revision) == Saved(2)
        assert text(two) == "yours"
        assert old(two) == [("mine", "replaced")]


def test_two_tutors_with_the_same_text_have_no_conflict(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        one.save_draft("course", "a", "same", 0)
        assert two.save_draft("course", "a", "same", 0) == Saved(1)
        assert old(two) == []


def test_reset_brings_the_starter_and_keeps_the_old_draft(store: Store) -> None:
    store.save_draft("course", "a", "my work", 0)
    draft = store.reset_draft("course", "a", "starter")
    assert (draft.text, draft.revision) == ("starter", 2)
    assert store.draft("course", "a") == draft
    assert old(store) == [("my work", "reset")]


def test_reset_twice_keeps_one_old_draft(store: Store) -> None:
    store.save_draft("course", "a", "my work", 0)
    store.reset_draft("course", "a", "starter")
    store.reset_draft("course", "a", "starter")
    assert old(store) == [("my work", "reset")]


def test_reset_of_an_untouched_exercise_is_its_first_draft(store: Store) -> None:
    assert store.reset_draft("course", "a", "starter").revision == 1


def test_a_reset_elsewhere_does_not_swallow_what_is_typed_here(tmp_path: Path) -> None:
    with Store.open(tmp_path) as one, Store.open(tmp_path) as two:
        revision = one.save_draft("course", "a", "mine", 0).revision
        two.reset_draft("course", "a", "starter")
        assert one.save_draft("course", "a", "mine, longer", revision).conflict is not None
        assert old(one) == [("mine", "reset"), ("mine, longer", "conflict")]
