"""Many answers judged in one call: each gets the report that it gets alone."""

import pytest

from tests.calls.checking import HALF, RIGHT, answered, checked, common, nobody
from tests.calls.test_judge import LOSSES, MLP, PROBES, VALUE
from tui_tutor.calls import perform
from tui_tutor.report import strict

MISTAKES = [{"name": "missing-factor-2", "message": "Where did the 2 go?", "source": HALF}]
ANSWERS = [
    RIGHT,
    HALF,
    RIGHT.replace("2 * X.T", "X.T"),
    RIGHT.replace("    return", "    X += 0\n    X[0] += 1e-3\n    return"),
    RIGHT.replace("    return", "    error = error[:2]\n    return"),
    RIGHT.replace("    return", "    if len(X) != 2: raise ValueError('no')\n    return"),
    RIGHT,
    "def gradients(X, y, params):\n    return {'W': X.T @ (X * float('nan'))}",
]


def together(sources, **options):
    """What one call says of all the answers."""
    arrays, answers = {}, []
    for number, source in enumerate(sources):
        reply, own = answered(source, **options)
        assert reply["outcome"] == "returned", reply
        answers.append({"runs": reply["value"]["runs"], "loss": reply["value"]["loss"]})
        arrays |= {f"{number}:{name}": array for name, array in own.items()}
    judged, _ = perform("judge_many", {"common": common(**options), "answers": answers}, arrays, nobody)
    return judged


@pytest.mark.parametrize("order", [1, -1])
def test_each_report_is_what_it_is_alone(order):
    sources = ANSWERS[::order]
    judged = together(sources, mistakes=MISTAKES)
    assert judged["outcome"] == "returned", judged
    for source, report in zip(sources, judged["value"]["reports"], strict=True):
        assert report == strict(checked(source, mistakes=MISTAKES))


def the_same(sources, **options):
    judged = together(sources, **options)
    assert judged["outcome"] == "returned", judged
    alone = [strict(checked(source, **options)) for source in sources]
    assert judged["value"]["reports"] == alone
    return [report["verdict"] for report in alone]


def test_values_are_compared_with_one_expectation():
    sources = [f"def scale(x, factor):\n    return x {sign} factor\n" for sign in "*+*"]
    assert the_same(sources, problem=VALUE, function="scale") == ["correct", "wrong", "correct"]


def test_each_answer_is_judged_by_the_loss_that_it_chose():
    half = "from neural_network import half_mse_loss\nloss_fn = half_mse_loss\n"
    sources = [RIGHT, half + HALF, HALF, half + RIGHT]
    verdicts = the_same(sources, problem=LOSSES, losses=["mse_loss", "half_mse_loss"])
    assert verdicts == ["correct", "correct", "wrong", "wrong"]


def test_answers_with_and_without_intermediates_stand_side_by_side():
    full = "import numpy as np\n" + MLP
    sources = [
        full,
        full.replace(', "dZ2": dZ2, "dA1": dA1', ""),
        full.replace("dA1 = dZ2 @ ", "dA1 = 2 * dZ2 @ "),
        full.replace(', "dA1": dA1', ""),
    ]
    verdicts = the_same(sources, problem=PROBES, intermediates=["dZ2", "dA1"])
    assert verdicts == ["correct", "correct", "wrong", "correct"]


def test_one_answer_that_cannot_be_judged_fails_the_whole_call():
    reply, arrays = answered(RIGHT)
    short = {"runs": reply["value"]["runs"][:2], "loss": None}
    named = {f"{number}:{name}": array for number in (0, 1) for name, array in arrays.items()}
    request = {"common": common(), "answers": [reply["value"], short]}
    assert perform("judge_many", request, named, nobody)[0]["outcome"] == "raised"
