"""Equal questions to the judge need one answer; different ones never share it; several go into one call."""

import msgspec
import pytest

from tui_tutor.grading.judgements import Judgements
from tui_tutor.sandbox import Array, Call, CallResult, Limits

CALL = Call(
    "judge",
    {"problem": "x", "runs": [{"label": "shown"}], "loss": None},
    {"1/W": Array("<f8", (1,), b"12345678")},
)


def about(number):
    return msgspec.structs.replace(CALL, request={**CALL.request, "runs": [{"label": str(number)}]})


class Judge:
    """Answers with the label of the run that it is asked about, and remembers what it was asked."""

    def __init__(self, together=True):
        self.asked, self.together = [], together

    def __call__(self, call):
        self.asked.append(call)
        if call.entry == "judge":
            return CallResult("returned", {"verdict": call.request["runs"][0]["label"]})
        if not self.together:
            return CallResult("raised")
        reports = [{"verdict": one["runs"][0]["label"]} for one in call.request["answers"]]
        return CallResult("returned", {"reports": reports}, seconds=3.0)


def verdicts(results):
    return [result.reply["verdict"] for result in results]


def test_the_same_question_is_asked_once():
    judge = Judge()
    judgements = Judgements(judge)
    assert judgements.ask(CALL) is judgements.ask(CALL)
    assert len(judge.asked) == 1


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
    judge = Judge()
    judgements = Judgements(judge)
    judgements.ask(CALL)
    judgements.ask(msgspec.structs.replace(CALL, **change))
    assert len(judge.asked) == 2


def test_a_failure_is_asked_again():
    results = [CallResult("fault"), CallResult("returned")]
    judgements = Judgements(lambda call: results.pop(0))
    assert judgements.ask(CALL).outcome == "fault"
    assert judgements.ask(CALL).outcome == "returned"


def test_only_the_last_ones_are_kept():
    judge = Judge()
    judgements = Judgements(judge, most=2)
    for number in (0, 1, 2, 1, 2, 0):
        judgements.ask(about(number))
    assert [call.request["runs"][0]["label"] for call in judge.asked] == ["0", "1", "2", "0"]


def test_several_questions_go_into_one_call():
    judge = Judge()
    results = Judgements(judge).ask_together([about(1), about(2), about(1)])
    assert verdicts(results) == ["1", "2", "1"]
    assert [call.entry for call in judge.asked] == ["judge_many"]
    assert [result.seconds for result in results] == [1.5, 1.5, 1.5]


def test_what_is_known_is_not_asked_again_with_others():
    judge = Judge()
    judgements = Judgements(judge)
    judgements.ask_together([about(1), about(2)])
    assert verdicts(judgements.ask_together([about(2), about(3)])) == ["2", "3"]
    assert [call.entry for call in judge.asked] == ["judge_many", "judge"]


@pytest.mark.parametrize("answer", [{}, {"reports": [{}]}, {"reports": "ab"}])
def test_questions_that_fail_together_are_asked_one_by_one(answer):
    def judge(call):
        return CallResult("returned", answer) if call.entry == "judge_many" else Judge()(call)

    assert verdicts(Judgements(judge).ask_together([about(1), about(2)])) == ["1", "2"]
    assert verdicts(Judgements(Judge(together=False)).ask_together([about(1), about(2)])) == ["1", "2"]
