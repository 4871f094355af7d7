from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.progress import Judged
from tui_tutor.progress.review import INTERVALS, Review, due, planned

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def day(number: float) -> datetime:
    return NOON + timedelta(days=number)


def plan(*attempts: tuple[float, str]) -> Review | None:
    return planned(Judged("a", day(when), verdict) for when, verdict in attempts).get("a")


def test_an_exercise_that_was_never_right_is_not_reviewed():
    assert plan((0, "wrong"), (1, "undecided")) is None


def test_what_was_right_comes_back_after_a_day():
    assert plan((0, "wrong"), (0.1, "correct")) == Review("a", day(1.1), 1)


def test_the_intervals_grow_with_every_right_answer_in_its_time():
    when, attempts = 0.0, []
    for passes, days in enumerate((1, 3, 7, 16, 35, 90, 90), 1):
        attempts.append((when, "correct"))
        assert plan(*attempts) == Review("a", day(when + days), passes)
        when += days


def test_a_right_answer_before_its_time_begins_the_same_interval_anew():
    assert plan((0, "correct"), (0.5, "correct")) == Review("a", day(1.5), 1)


def test_a_wrong_answer_is_due_at_once_and_starts_over():
    attempts = [(0, "correct"), (1, "correct"), (4, "wrong")]
    assert plan(*attempts) == Review("a", day(4), 0)
    assert plan(*attempts, (4.1, "correct")) == Review("a", day(5.1), 1)


def test_an_undecided_answer_changes_nothing():
    assert plan((0, "correct"), (2, "undecided")) == plan((0, "correct"))


def test_the_longest_overdue_comes_first_and_the_rest_waits():
    judged = [Judged(name, day(when), "correct") for name, when in (("b", 1), ("a", 0), ("c", 9))]
    assert [review.exercise for review in due(planned(judged), day(5))] == ["a", "b"]


def test_it_is_due_at_the_very_moment():
    found = planned([Judged("a", day(0), "correct")])
    assert due(found, day(1))
    assert not due(found, day(1) - timedelta(microseconds=1))


verdicts = st.sampled_from(["correct", "wrong", "undecided"])


@given(st.lists(st.tuples(st.integers(0, 400), verdicts), max_size=30))
def test_a_review_is_never_due_before_the_last_attempt_nor_after_the_longest_interval(attempts):
    attempts.sort(key=lambda attempt: attempt[0])
    found = plan(*attempts)
    assert (found is None) == ("correct" not in [verdict for _, verdict in attempts])
    if found is not None:
        last = max(day(when) for when, verdict in attempts if verdict != "undecided")
        assert timedelta(0) <= found.due - last <= INTERVALS[-1]
        assert found.passes <= sum(verdict == "correct" for _, verdict in attempts)
