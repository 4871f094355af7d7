"""The rules that a confined process is held to, without a process."""

from tui_tutor.sandbox import Limits
from tui_tutor.sandbox.conversation import Conversation
from tui_tutor.sandbox.orders import Ended
from tui_tutor.sandbox.outcomes import conclude
from tui_tutor.sandbox.types import CallResult
from tui_tutor.sandbox.wire import Answer, encode

RETURNED = {"outcome": "returned", "value": {"n": 1}, "raised": None, "message": ""}


def say(kind: str, number: int = 0, **reply: object) -> bytes:
    return encode(Answer(kind, number, reply, []), {})  # type: ignore[arg-type]


START = say("ready") + say("begun")


def heard(*said: bytes, limits: Limits = Limits()) -> Conversation:  # noqa: B008
    conversation = Conversation(limits)
    for data in said:
        conversation.hear_answer(data)
    return conversation


def end(conversation: Conversation, ended: Ended | None = None, **how: bool) -> CallResult:
    conversation.ended = ended
    flags = {"cancelled": False, "overdue": False, "hung_up": False, **how}
    return conclude(conversation, Limits(), seconds=0.1, **flags)


def test_the_first_result_wins() -> None:
    conversation = heard(START, say("result", **RETURNED) + say("result", **{**RETURNED, "value": {"n": 2}}))
    assert end(conversation, Ended(-9)).reply == {"n": 1}


def test_a_result_wins_over_the_clock_and_over_cancelling() -> None:
    conversation = heard(START, say("result", **RETURNED))
    assert end(conversation, Ended(-9, late=True), overdue=True, cancelled=True).outcome == "returned"


def test_a_result_before_the_job_is_refused() -> None:
    assert end(heard(say("ready"), say("result", **RETURNED)), Ended(0)).outcome == "refused"
    assert end(heard(say("result", **RETURNED)), Ended(0)).outcome == "refused"


def test_starting_twice_is_refused() -> None:
    assert end(heard(START, say("ready"))).outcome == "refused"
    assert end(heard(START, say("begun"))).outcome == "refused"


def test_snapshots_out_of_order_are_refused() -> None:
    assert "out of order" in end(heard(START, say("snapshot", 1))).message
    assert "out of order" in end(heard(START, say("snapshot", 0), say("snapshot", 0))).message


def test_more_than_two_hundred_snapshots_are_refused() -> None:
    assert "200" in end(heard(START, *(say("snapshot", n) for n in range(201)))).message


def test_a_failing_lock_is_the_sandboxs_fault() -> None:
    result = end(heard(say("ready", failed="seccomp: no")), Ended(70))
    assert (result.outcome, "seccomp: no" in result.message) == ("fault", True)


def test_a_death_before_the_job_is_the_sandboxs_fault() -> None:
    for ended in (Ended(-9), Ended(70), Ended(-9, late=True), None):
        assert end(heard(say("ready")), ended).outcome == "fault"


def test_the_same_death_afterwards_is_the_codes() -> None:
    assert end(heard(START), Ended(70)).outcome == "crashed"
    assert end(heard(START), Ended(-9)).outcome == "out of memory"
    assert end(heard(START), Ended(-9, late=True)).outcome == "timed out"
    assert end(heard(START), Ended(-9, cpu=3.0)).outcome == "timed out"


def test_a_process_that_nobody_watched_any_more_is_a_fault() -> None:
    assert end(heard(START), None).outcome == "fault"


def test_a_reply_that_does_not_say_how_it_ended_is_refused() -> None:
    lies = (
        {},
        {"outcome": "correct"},
        {"outcome": "fault"},
        {"outcome": ["returned"]},
        {"outcome": "returned"},
    )
    for lie in lies:
        assert end(heard(START, say("result", **lie))).outcome == "refused"


def test_a_raised_without_an_exception_is_refused() -> None:
    for raised in (None, {}, {"type": 1, "text": ""}, {"type": "E", "text": "", "frames": [{"line": "x"}]}):
        assert end(heard(START, say("result", outcome="raised", raised=raised))).outcome == "refused"


def test_nothing_comes_with_an_answer_that_did_not_return() -> None:
    result = end(heard(START, say("result", **{**RETURNED, "outcome": "out of memory"})))
    assert (result.outcome, result.reply, result.arrays) == ("out of memory", {}, {})


def test_printed_bytes_are_cut_at_the_limit() -> None:
    conversation = Conversation(Limits(printed=4))
    conversation.hear_print(b"ab")
    conversation.hear_print("cé".encode())
    assert bytes(conversation.printed) == b"abc\xc3"
    assert "4 bytes" in conversation.refusal
    assert end(conversation).printed == "abc\ufffd"
