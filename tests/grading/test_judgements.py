"""Equal questions to the judge need one answer; different ones never share it."""

import msgspec
import pytest

from tui_tutor.grading.judgements import Judgements
from tui_tutor.sandbox import Array, Call, CallResult, Limits

CALL = Call("judge", {"problem": "x", "runs": [{"label": "shown"}]}, {"1/W": Array("<f8", (1,), b"12345678")})
RESULT = CallResult("returned", {"verdict": "wrong"})


def test_the_same_question_is_known():
    judgements = Judgements()
    judgements.keep(CALL, RESULT)
    assert judgements.known(CALL) is RESULT


@pytest.mark.parametrize(
    "change",
    [
        {"request": {"problem": "y", "runs": [{"label": "shown"}]}},
        {"request": {"problem": "x", "runs": [{"label": "shown", "mutated": ["X"]}]}},
        {"arrays": {"1/W": Array("<f8", (1,), b"12345679")}},
        {"arrays": {"1/W": Array("<i8", (1,), b"12345678")}},
        {"arrays": {"1/W": Array("<f8", (1, 1), b"12345678")}},
        {"arrays": {"2/W": Array("<f8", (1,), b"12345678")}},
        {"limits": Limits(wall=1.0)},
    ],
)
def test_whatever_differs_is_another_question(change):
    judgements = Judgements()
    judgements.keep(CALL, RESULT)
    assert judgements.known(msgspec.structs.replace(CALL, **change)) is None


def test_a_failure_is_asked_again():
    judgements = Judgements()
    judgements.keep(CALL, CallResult("fault"))
    assert judgements.known(CALL) is None


def test_only_the_last_ones_are_kept():
    judgements = Judgements(most=2)
    calls = [msgspec.structs.replace(CALL, request={"number": number}) for number in range(3)]
    for call in calls:
        judgements.keep(call, RESULT)
    assert [judgements.known(call) is RESULT for call in calls] == [False, True, True]
