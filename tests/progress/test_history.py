"""Attempts and kept drafts as one history."""

from datetime import UTC, datetime, timedelta

from tui_tutor.progress import Attempt, OldDraft
from tui_tutor.progress.history import UNREADABLE, history, since
from tui_tutor.report import Diagnosis, ParameterResult, Report, encode

BEGIN = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
WRONG = Report("e", "returned", "wrong", diagnoses=(Diagnosis("zero", "W", "W is 0."),))


def attempt(minute: int, source: str, report: bytes = encode(WRONG), digest: str = "d1") -> Attempt:
    return Attempt(digest, source, "returned", "wrong", report, BEGIN + timedelta(minutes=minute))


def kept(minute: int, text: str) -> OldDraft:
    return OldDraft(text, 1, BEGIN + timedelta(minutes=minute), "reset")


def test_attempts_and_kept_drafts_stand_in_the_order_of_time_and_are_numbered():
    entries = history([attempt(1, "one"), attempt(9, "two")], [kept(5, "between")], "d1")
    assert [(entry.number, entry.source, entry.outcome) for entry in entries] == [
        (1, "one", "returned"),
        (2, "between", None),
        (3, "two", "returned"),
    ]
    assert [entry.reason for entry in entries] == ["W is 0.", "another text took its place", "W is 0."]
    assert entries[0].report == WRONG


def test_a_kept_draft_that_was_checked_or_is_there_already_adds_nothing():
    entries = history([attempt(1, "one")], [kept(2, "one"), kept(3, "new"), kept(4, "new")], "d1")
    assert [entry.source for entry in entries] == ["one", "new"]


def test_an_attempt_at_another_version_of_the_exercise_is_marked():
    entries = history([attempt(1, "one", digest="old"), attempt(2, "two")], [], "d1")
    assert [entry.changed for entry in entries] == [True, False]


def test_a_report_that_is_none_does_not_hide_the_code():
    for data in (b"", b"\xff", b"{}", b'{"exercise": 1}'):
        (entry,) = history([attempt(1, "one", data)], [], "d1")
        assert (entry.source, entry.report, entry.reason) == ("one", None, UNREADABLE)


def test_nothing_tried_is_an_empty_history():
    assert history([], [], "d1") == ()


def judged(verdict: str) -> Report:
    return Report("e", "returned", verdict, parameters=(ParameterResult("W", (1,), verdict),))


def test_what_changed_since_the_last_attempt_is_told():
    last = attempt(1, "one", encode(judged("wrong")))
    assert since(last, "d1", "two", judged("correct")) == "W is right now."


def test_the_same_text_another_exercise_or_no_report_is_not_compared():
    last, right = attempt(1, "one", encode(judged("wrong"))), judged("correct")
    assert since(None, "d1", "two", right) is None
    assert since(last, "d1", "one", right) is None
    assert since(last, "d2", "two", right) is None
    assert since(attempt(1, "one", b"{}"), "d1", "two", right) is None
