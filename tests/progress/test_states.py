from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui_tutor.progress import State, Store

LONG_AGO = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path) as store:
        yield store


def attempt(store: Store, exercise: str, verdict, *, outcome="returned", digest="v1", when=None) -> datetime:
    return store.record_attempt("course", exercise, digest, "", outcome, verdict, b"{}", when).when


def state(store: Store, exercise: str) -> str:
    return store.states("course")[exercise].state


def test_an_untouched_exercise_is_absent(store: Store) -> None:
    attempt(store, "a", "wrong")
    assert set(store.states("course")) == {"a"}


def test_a_draft_a_hint_or_a_failed_attempt_starts_an_exercise(store: Store) -> None:
    store.save_draft("course", "draft", "x", 0)
    store.show_hint("course", "hint")
    attempt(store, "wrong", "wrong")
    attempt(store, "undecided", "undecided")
    attempt(store, "raised", None, outcome="raised")
    assert {found.state for found in store.states("course").values()} == {"started"}
    assert len(store.states("course")) == 5


def test_a_correct_attempt_is_named_with_its_digest_and_counts(store: Store) -> None:
    attempt(store, "a", "wrong", when=LONG_AGO)
    attempt(store, "a", "correct", digest="v2", when=LONG_AGO + timedelta(hours=1))
    last = attempt(store, "a", "wrong", digest="v3", when=LONG_AGO + timedelta(hours=2))
    assert store.states("course") == {"a": State("correct", "v2", 3, last)}


def test_correct_stays_correct_when_the_exercise_changes(store: Store) -> None:
    attempt(store, "a", "correct", digest="v1", when=LONG_AGO)
    attempt(store, "a", "wrong", digest="v2")
    assert store.states("course")["a"].state == "correct"
    assert store.states("course")["a"].digest == "v1"


def test_the_digest_is_that_of_the_latest_correct_attempt(store: Store) -> None:
    attempt(store, "a", "correct", digest="v1", when=LONG_AGO)
    attempt(store, "a", "correct", digest="v2")
    assert store.states("course")["a"].digest == "v2"


def test_a_verdict_counts_only_when_the_call_returned(store: Store) -> None:
    attempt(store, "a", "correct", outcome="fault")
    assert store.states("course")["a"].state == "started"


def test_a_solution_seen_first_is_said(store: Store) -> None:
    store.mark_solution_seen("course", "a")
    assert state(store, "a") == "solution seen"
    attempt(store, "a", "correct")
    assert state(store, "a") == "solution seen"


def test_a_solution_seen_after_passing_changes_nothing(store: Store) -> None:
    attempt(store, "a", "correct", when=LONG_AGO)
    store.mark_solution_seen("course", "a")
    assert state(store, "a") == "correct"


def test_a_solution_seen_between_two_passes_changes_nothing(store: Store) -> None:
    attempt(store, "a", "correct", when=LONG_AGO)
    store.mark_solution_seen("course", "a")
    attempt(store, "a", "correct")
    assert state(store, "a") == "correct"
