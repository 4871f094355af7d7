"""A judge that has begun before there was an answer says what it would have said anyway."""

import pytest

from tests.calls.checking import HALF, LINEAR, RIGHT, answered, common, nobody
from tests.calls.test_judge import LOSSES, MLP, PROBES, VALUE
from tui_tutor.calls import ahead, perform

CHOOSING = {"losses": ["mse_loss", "half_mse_loss"]}
SCALE = VALUE[VALUE.index("def scale") :]


@pytest.mark.parametrize(
    ("source", "problem", "options"),
    [
        (RIGHT, LINEAR, {}),
        (HALF, LINEAR, {}),
        (RIGHT, LOSSES, CHOOSING),
        ("loss_fn = 'half_mse_loss'\n" + HALF, LOSSES, CHOOSING),
        ("import numpy as np\n" + MLP, PROBES, {"intermediates": ["dZ2", "dA1"]}),
        (
            "import numpy as np\n" + MLP.replace("A1.T @", "2 * A1.T @"),
            PROBES,
            {"intermediates": ["dZ2", "dA1"]},
        ),
        ("def gradients(X, y, params):\n    return {}\n", LINEAR, {}),
        (SCALE, VALUE, {"function": "scale"}),
        (SCALE.replace("*", "+"), VALUE, {"function": "scale"}),
    ],
)
def test_a_judge_that_has_begun_says_the_same(source, problem, options):
    reply, arrays = answered(source, problem, **options)
    request = {**common(problem, **options), **reply["value"]}
    at_once = perform("judge", request, arrays, nobody)
    assert at_once[0]["outcome"] == "returned", at_once
    begun = ahead("judge", common(problem, **options))
    assert begun is not perform
    assert begun("judge", request, arrays, nobody) == at_once


@pytest.mark.parametrize(
    "broken", ["1 / 0", "raise SystemExit", "def loss(params, draw):\n    return 'no number'", "def draw("]
)
def test_what_is_wrong_with_the_problem_is_told_by_the_call_itself(broken):
    problem = f"{LINEAR}\n{broken}\n"
    reply, arrays = answered(RIGHT)
    request = {**common(problem), **reply["value"]}
    told = ahead("judge", common(problem))("judge", request, arrays, nobody)
    assert told[0]["outcome"] == "raised"
    assert told == perform("judge", request, arrays, nobody)


def test_only_a_judge_can_begin():
    assert ahead("answer", {"source": "raise SystemExit"}) is perform
