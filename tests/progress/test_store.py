from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_tutor.progress import Attempt, Store

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path):
    with Store.open(tmp_path) as store:
        yield store


def attempt(store: Store, exercise: str, *, minute: int = 0, verdict=None, outcome="returned", digest="v1"):
    when = NOON + timedelta(minutes=minute)
    return store.record_attempt("course", exercise, digest, "def f(): ...", outcome, verdict, b"{}", when)


def test_a_new_store_knows_nothing_and_says_nothing(store: Store) -> None:
    assert store.notices == ()
    assert store.path is not None
    assert store.path.exists()
    assert store.draft("course", "a") is None
    assert store.attempts("course", "a") == ()
    assert store.last_attempt("course", "a") is None
    assert store.states("course") == {}
    assert store.place("course") is None


def test_what_was_remembered_is_there_after_reopening(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.save_draft("course", "a", "x = 1\n", 0)
        made = attempt(store, "a", verdict="wrong")
        store.show_hint("course", "a")
        store.set_place("course", "a")
        store.set_setting("theme", "tutor-light")
    with Store.open(tmp_path) as store:
        draft = store.draft("course", "a")
        assert draft is not None
        assert (draft.text, draft.revision) == ("x = 1\n", 1)
        assert store.last_attempt("course", "a") == made
        assert store.hints_shown("course", "a") == 1
        assert store.place("course") == "a"
        assert store.setting("theme") == "tutor-light"


def test_courses_do_not_see_each_other(store: Store) -> None:
    store.save_draft("one", "a", "x", 0)
    store.show_hint("one", "a")
    assert store.draft("two", "a") is None
    assert store.hints_shown("two", "a") == 0
    assert store.states("two") == {}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back_as_it_was(store: Store, text: str) -> None:
    before = store.draft("course", "a")
    store.save_draft("course", "a", text, before.revision if before else 0)
    after = store.draft("course", "a")
    assert after is not None
    assert after.text == text


@pytest.mark.parametrize("text", ["", "\x00", "a\x00b", "\ud800", "\udcff x", "é\r\n\t", "👩‍🔬"])
def test_an_odd_source_comes_back_as_it_was(store: Store, text: str) -> None:
    store.record_attempt("course", "a", "v1", text, "raised", None, b"\x00\xff")
    last = store.last_attempt("course", "a")
    assert last is not None
    assert (last.source, last.report) == (text, b"\x00\xff")


def test_attempts_are_listed_newest_last(store: Store) -> None:
    second = attempt(store, "a", minute=2, verdict="correct")
    first = attempt(store, "a", minute=1, outcome="timed out")
    assert store.attempts("course", "a") == (first, second)
    assert store.last_attempt("course", "a") == second


def test_attempts_of_the_same_moment_keep_their_order(store: Store) -> None:
    made = tuple(attempt(store, "a", digest=f"v{number}") for number in range(5))
    assert store.attempts("course", "a") == made


def test_an_attempt_carries_everything_of_the_check(store: Store) -> None:
    store.record_attempt("course", "a", "digest", "source", "returned", "undecided", b'{"x": 1}', NOON)
    assert store.attempts("course", "a") == (
        Attempt("digest", "source", "returned", "undecided", b'{"x": 1}', NOON),
    )


def test_an_attempt_without_a_time_is_made_now(store: Store) -> None:
    made = store.record_attempt("course", "a", "v1", "", "returned", "wrong", b"{}")
    assert made.when.tzinfo is UTC
    assert store.attempts("course", "a") == (made,)


def test_hints_are_counted_one_by_one(store: Store) -> None:
    assert store.hints_shown("course", "a") == 0
    assert [store.show_hint("course", "a") for _ in range(3)] == [1, 2, 3]
    assert store.hints_shown("course", "a") == 3


def test_a_seen_solution_is_remembered(store: Store) -> None:
    assert not store.solution_seen("course", "a")
    store.mark_solution_seen("course", "a")
    assert store.solution_seen("course", "a")


def test_the_place_is_the_last_one_that_was_set(store: Store) -> None:
    store.set_place("course", "a")
    store.set_place("course", "b")
    assert store.place("course") == "b"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=json_values)
def test_a_setting_is_any_json_value(store: Store, value: object) -> None:
    store.set_setting("name", value)
    assert store.setting("name") == value


def test_a_setting_that_was_never_set_has_its_default(store: Store) -> None:
    assert store.setting("theme") is None
    assert store.setting("theme", "tutor-dark") == "tutor-dark"


def test_a_setting_that_is_not_json_is_refused(store: Store) -> None:
    with pytest.raises(TypeError):
        store.set_setting("name", object())
    assert store.setting("name", 1) == 1
