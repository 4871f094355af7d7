import pytest

from tui_tutor.progress import Habit, Store
from tui_tutor.report import Diagnosis, Report, encode


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path) as store:
        yield store


def attempt(store, exercise: str, source: str, *kinds: str, course: str = "course", **evidence):
    diagnoses = tuple(
        Diagnosis(kind, "W", "told", {} if kind.startswith("mistake:") else evidence) for kind in kinds
    )
    report = encode(Report(exercise, "returned", "wrong", diagnoses=diagnoses))
    store.record_attempt(course, exercise, "v1", source, "returned", "wrong", report)


def test_a_mistake_is_counted_across_exercises(store):
    attempt(store, "b", "x", "mistake:missing-factor-2")
    attempt(store, "a", "y", "mistake:missing-factor-2")
    attempt(store, "a", "z", "mistake:missing-factor-2")
    assert store.habits("course") == (Habit("mistake:missing-factor-2", None, 3, ("a", "b")),)


def test_what_was_made_once_is_no_habit(store):
    attempt(store, "a", "x", "sign")
    assert store.habits("course") == ()


def test_the_same_text_checked_twice_is_one_mistake(store):
    for _ in range(3):
        attempt(store, "a", "x", "sign")
    assert store.habits("course") == ()


def test_only_the_diagnosis_that_was_read_counts(store):
    attempt(store, "a", "x", "sign", "zero")
    attempt(store, "a", "y", "sign", "zero")
    assert [habit.kind for habit in store.habits("course")] == ["sign"]


def test_factors_are_told_apart_by_their_constant(store):
    for number in range(2):
        attempt(store, "a", f"x{number}", "factor", ratio=0.5, constant="1/2")
    for number in range(3):
        attempt(store, "a", f"y{number}", "factor", ratio=0.2, constant="1/n")
    assert [(habit.constant, habit.times) for habit in store.habits("course")] == [("1/n", 3), ("1/2", 2)]


def test_what_authors_name_differently_is_counted_in_shared_words(store):
    for number, (exercise, own) in enumerate(
        [("a", "missing-mean"), ("b", "sum-not-mean"), ("c", "no-n"), ("a", "x")]
    ):
        attempt(store, exercise, f"x{number}", f"mistake:{own}", "factor", constant="n")
    assert store.habits("course") == (Habit("factor", "n", 4, ("a", "b", "c")),)


def test_a_plain_ratio_may_be_chance_so_that_the_author_s_name_for_it_counts(store):
    for number in range(2):
        attempt(store, "a", f"x{number}", "mistake:extra-slope", "factor", constant="1/4")
    assert store.habits("course") == (Habit("mistake:extra-slope", None, 2, ("a",)),)


def test_a_vague_cause_is_called_as_its_author_calls_it(store):
    for number in range(2):
        attempt(store, "a", f"x{number}", "mistake:forgot-the-mask", "entry")
    assert [habit.kind for habit in store.habits("course")] == ["mistake:forgot-the-mask"]


def test_courses_do_not_mix(store):
    attempt(store, "a", "x", "sign")
    attempt(store, "a", "y", "sign", course="other")
    assert store.habits("course") == ()


NO_REPORTS = [b"", b"\x00\xff", b"{}", b"[]", b'{"diagnoses": 1}', b'{"diagnoses": [{"kind": "\xff"}]}']


@pytest.mark.parametrize("report", NO_REPORTS)
def test_a_report_that_is_none_does_no_harm(store, report):
    for source in "xy":
        store.record_attempt("course", "a", "v1", source, "returned", "wrong", report)
    attempt(store, "a", "1", "sign")
    attempt(store, "a", "2", "sign")
    assert "sign" in [habit.kind for habit in store.habits("course")]
    assert store.notices == ()
