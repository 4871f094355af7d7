"""What a judged answer says."""

import math

import pytest

from tests.calls.checking import HALF, LINEAR, RIGHT, answered, checked, common, nobody
from tui_tutor.calls import perform
from tui_tutor.report import picture_line


def kinds(report):
    return [diagnosis.kind for diagnosis in report.diagnoses]


def test_the_right_gradient_is_correct_on_every_draw():
    report = checked(RIGHT)
    assert report.verdict == "correct"
    assert report.score == 1.0
    assert [draw.draw for draw in report.draws] == ["shown", "moved", "hidden 1", "hidden 2"]
    assert {parameter.name: parameter.verdict for parameter in report.parameters} == {
        "W": "correct",
        "b": "correct",
    }


def test_a_missing_factor_two_is_named():
    report = checked(HALF)
    assert report.verdict == "wrong"
    assert report.score == 0.0
    assert "factor" in kinds(report)
    assert "0.5" in report.diagnoses[0].message


def test_the_numbers_shown_are_those_of_the_lessons_own_numerical_gradient():
    report = checked(HALF)
    W = next(parameter for parameter in report.parameters if parameter.name == "W")
    assert W.table is not None
    assert W.table.analytic == (-2.0,)
    assert W.table.numeric == pytest.approx((-4.0,), abs=1e-9)
    assert W.max_difference == pytest.approx(2.0, abs=1e-9)
    assert W.numeric_at_worst == W.table.numeric[0]


def test_the_picture_of_the_shown_draw_comes_with_the_record():
    W = checked(HALF).parameters[0]
    assert len(W.convergence.steps) == len(W.convergence.differences) == 10
    assert min(W.convergence.differences) > 1
    assert max(checked(RIGHT).parameters[1].convergence.differences) < 1e-3


AT_TWO_SAMPLES = RIGHT.replace("2 * X.T @ error / len(X)", "X.T @ error")  # 2 / n is 1 where n is 2


def test_an_array_that_is_wrong_on_hidden_data_alone_has_its_picture_from_there():
    W, b = checked(AT_TWO_SAMPLES).parameters
    assert (W.draw, W.verdict, b.draw, b.verdict) == ("hidden 1", "wrong", "shown", "correct")
    assert picture_line(W).startswith("W, on hidden data set 1: the difference stays near")
    assert "a flat line" in picture_line(W)
    assert "one arm of a V" in picture_line(b)


def test_the_steps_on_hidden_data_are_powers_of_ten_and_give_no_size_away():
    large = LINEAR.replace("rng.randn(d, 1)", "300 * rng.randn(d, 1)")
    W, _ = checked(AT_TWO_SAMPLES, large).parameters
    exponents = [math.log10(h) for h in W.convergence.steps]
    assert exponents == pytest.approx(range(1, -9, -1))


def test_a_mistake_that_hides_at_zero_has_its_picture_from_the_moved_parameters():
    zero = LINEAR.replace("[[1.5]]", "[[0.0]]").replace("[[0.5]]", "[[0.0]]")
    W = checked(RIGHT.replace('X @ params["W"]', 'X @ params["W"] ** 2'), zero).parameters[0]
    assert W.draw == "moved"
    assert picture_line(W).startswith("W, on the shown data at other parameters: the difference stays near")


def test_two_wrongs_that_cancel_for_two_samples_are_right_on_the_shown_data_only():
    report = checked(
        RIGHT.replace("2 * X.T @ error / len(X)", "X.T @ error").replace("2 * np.mean", "np.sum")
    )
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "shown-data-only"
    assert report.draws[0].verdict == "correct"


def test_a_mistake_that_hides_at_zero_is_found_at_moved_parameters():
    zero = LINEAR.replace("[[1.5]]", "[[0.0]]").replace("[[0.5]]", "[[0.0]]")
    report = checked(RIGHT.replace('X @ params["W"]', 'X @ params["W"] ** 2'), zero)
    assert report.verdict == "wrong"
    moved = next(draw for draw in report.draws if draw.draw == "moved")
    assert moved.verdict == "wrong"


def test_a_known_mistake_gets_its_own_message_first():
    mistake = {"name": "missing-factor-2", "message": "Where did the 2 go?", "source": HALF}
    report = checked(HALF, mistakes=[mistake])
    assert report.diagnoses[0].kind == "mistake:missing-factor-2"
    assert report.diagnoses[0].message == "Where did the 2 go?"


def test_another_wrong_answer_does_not_get_a_known_mistakes_message():
    mistake = {"name": "missing-factor-2", "message": "Where did the 2 go?", "source": HALF}
    assert not any(
        kind.startswith("mistake:")
        for kind in kinds(checked(RIGHT.replace("2 *", "3 *"), mistakes=[mistake]))
    )


def test_a_mistake_that_raises_is_recognised_by_its_exception():
    wrong = RIGHT.replace("X.T @ error", "X @ error")
    request = common(
        mistakes=[{"name": "untransposed", "message": "Which one is transposed?", "source": wrong}]
    )
    raised = answered(wrong)[0]["raised"]
    reply, _ = perform("recognise", {**request, "raised": raised}, {}, nobody)
    assert reply["value"]["diagnoses"][0]["kind"] == "mistake:untransposed"


def test_changing_an_input_is_wrong_and_names_the_array():
    report = checked(
        RIGHT.replace("    error =", '    params["W"] *= 1.0\n    X -= 0.5\n    X += 0.5001\n    error =')
    )
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "mutated-input"
    assert "X" in report.diagnoses[0].message


def test_an_answer_that_changes_from_call_to_call_is_wrong():
    report = checked(RIGHT.replace("    return", "    error = error + np.random.rand() * 1e-9\n    return"))
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "non-deterministic"


NUMERICAL = """
from neural_network import mse_loss, numerical_gradient

def gradients(X, y, params):
    return numerical_gradient(X, y, params, mse_loss, lambda X, p: X @ p["W"] + p["b"], h=H)
"""


@pytest.mark.parametrize("h", ["1e-4", "1e-2", "1e-6"])
def test_the_central_difference_itself_is_not_an_answer(h):
    report = checked(NUMERICAL.replace("h=H", f"h={h}"))
    assert report.verdict == "wrong"
    assert "numerical" in kinds(report)


def test_the_gradient_of_the_first_sample_alone_is_named():
    report = checked(RIGHT.replace("    error =", "    X, y = X[:1], y[:1]\n    error ="))
    assert report.diagnoses[0].kind == "first-sample"


def test_a_diagnosis_of_hidden_data_quotes_no_expected_entry():
    source = RIGHT.replace(
        "    return", "    X = X.copy()\n    if len(X) == 5:\n        X[0, 1] += 1.0\n    return"
    )
    report = checked(source)
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "shown-data-only"
    assert not any("the numerical one is" in diagnosis.message for diagnosis in report.diagnoses)


LARGE = """
import numpy as np
from neural_network import mse_loss

def draw(rng, shown):
    n, d, k = (4, 50, 40) if shown else (6, 45, 35)
    params = {"W": 0.1 * rng.randn(d, k)}
    return {"X": rng.randn(n, d), "Y": rng.randn(n, k), "params": params, "sizes": {"n": n, "d": d, "k": k}}

def loss(params, draw):
    return mse_loss(np.tanh(draw["X"] @ params["W"]), draw["Y"])

def gradients(X, Y, params):
    A = np.tanh(X @ params["W"])
    return {"W": X.T @ (2 * (A - Y) / Y.size * (1 - A**2))}
"""


def test_a_large_right_answer_is_correct_and_shows_a_few_entries():
    report = checked(LARGE, LARGE)
    assert report.verdict == "correct"
    assert len(report.parameters[0].table.index) == 8


def test_a_large_wrong_answer_is_measured_in_full_on_the_first_draw():
    report = checked(LARGE.replace("X.T @ (2 *", "X.T @ (4 *"), LARGE)
    assert report.verdict == "wrong"
    assert "Every entry of W is exactly 2" in report.diagnoses[0].message
    assert {draw.verdict for draw in report.draws} == {"wrong"}


def test_an_exception_on_hidden_data_is_wrong_and_tells_no_values():
    source = RIGHT.replace("    return", "    if len(X) == 5:\n        raise ValueError(str(X))\n    return")
    report = checked(source)
    assert report.verdict == "wrong"
    message = report.diagnoses[0].message
    assert "ValueError" in message
    assert "0." not in message


def test_a_returned_tuple_is_told_that_a_dict_is_asked():
    report = checked(
        RIGHT.replace('{"W":', "(").replace('"b":', "").replace("keepdims=True)}", "keepdims=True))")
    )
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "keys"


LOSSES = LINEAR.replace("from neural_network import mse_loss\n", "").replace(
    "def loss(params, draw):\n    return mse_loss(", "def loss(params, draw, loss_fn):\n    return loss_fn("
)


@pytest.mark.parametrize(
    ("source", "verdict", "loss"),
    [
        (HALF, "wrong", "mse_loss"),
        (
            "from neural_network import half_mse_loss\nloss_fn = half_mse_loss\n" + HALF,
            "correct",
            "half_mse_loss",
        ),
        ("from neural_network import mse_loss\nloss_fn = mse_loss\n" + RIGHT, "correct", "mse_loss"),
        ("loss_fn = lambda *_: 0.0\n" + HALF, "wrong", "mse_loss"),
        (
            "def zero(*_): return 0.0\nzero.__name__ = 'half_mse_loss'\nloss_fn = zero\n" + HALF,
            "correct",
            "half_mse_loss",
        ),
    ],
)
def test_the_learner_chooses_a_loss_by_name_and_the_judge_uses_its_own(source, verdict, loss):
    report = checked(source, LOSSES, losses=["mse_loss", "half_mse_loss"])
    assert (report.verdict, report.loss) == (verdict, loss)


VALUE = """
import numpy as np

def draw(rng, shown):
    x = np.array([1.0, 2.0]) if shown else rng.randn(5)
    return {"x": x, "factor": 3.0, "names": ["a", None], "nested": {"z": np.arange(3)}, "sizes": {"n": len(x)}}

def expected(draw):
    return draw["factor"] * draw["x"]

def scale(x, factor):
    return factor * x
"""


def test_a_function_is_judged_by_value():
    assert (
        checked("def scale(x, factor):\n    return x * factor\n", VALUE, function="scale").verdict
        == "correct"
    )
    wrong = checked("def scale(x, factor):\n    return x + factor\n", VALUE, function="scale")
    assert wrong.verdict == "wrong"
    assert wrong.parameters[0].name == "result"


USE = """
import numpy as np
from exercise import given

def draw(rng, shown):
    return {"start": np.zeros(2) + 1.0, "gradients": [rng.randn(2) for _ in range(3)]}

@given
def drive(step, draw):
    w, path = draw["start"].copy(), []
    for g in draw["gradients"]:
        w = step(w, g)
        path.append(w.copy())
    return np.array(path)

@given
def use(function, draw):
    return {"path": drive(function, draw), "kept": np.array(draw["start"] == 1.0)}

def expected(draw):
    return {"path": 1.0 - 0.1 * np.cumsum(draw["gradients"], axis=0), "kept": np.array([True, True])}

def step(w, g):
    return w - 0.1 * g
"""
GIVEN = """
import numpy as np

def drive(step, draw):
    w, path = draw["start"].copy(), []
    for g in draw["gradients"]:
        w = step(w, g)
        path.append(w.copy())
    return np.array(path)

def use(function, draw):
    return {"path": drive(function, draw), "kept": np.array(draw["start"] == 1.0)}
"""


def test_a_given_use_drives_the_function_through_several_steps():
    options = {"function": "step", "given": GIVEN, "has_use": True}
    assert checked("def step(w, g):\n    return w - 0.1 * g\n", USE, **options).verdict == "correct"
    assert checked("def step(w, g):\n    return w + 0.1 * g\n", USE, **options).verdict == "wrong"


def test_the_learner_may_import_what_is_given():
    source = (
        "from exercise import drive\n\ndef step(w, g):\n    assert callable(drive)\n    return w - 0.1 * g\n"
    )
    assert checked(source, USE, function="step", given=GIVEN, has_use=True).verdict == "correct"


PROBES = """
import numpy as np

def draw(rng, shown):
    n, d, k = (2, 3, 4) if shown else (5, 6, 7)
    params = {"W1": rng.randn(d, k), "W2": rng.randn(k, 1)}
    return {"X": rng.randn(n, d), "params": params, "sizes": {"n": n, "d": d, "k": k}}

def loss(params, draw, probes):
    A1 = np.tanh(draw["X"] @ params["W1"]) + probes["dA1"]
    Z2 = A1 @ params["W2"] + probes["dZ2"]
    return float(np.mean(Z2**2))

def gradients(X, params):
    A1 = np.tanh(X @ params["W1"])
    dZ2 = 2 * (A1 @ params["W2"]) / len(X)
    dA1 = dZ2 @ params["W2"].T
    return {"W1": X.T @ (dA1 * (1 - A1**2)), "W2": A1.T @ dZ2, "dZ2": dZ2, "dA1": dA1}
"""
MLP = PROBES[PROBES.index("def gradients") :]


def test_intermediates_are_optional_and_checked_through_probes():
    options = {"intermediates": ["dZ2", "dA1"]}
    full = checked("import numpy as np\n" + MLP, PROBES, **options)
    assert full.verdict == "correct"
    assert [parameter.name for parameter in full.parameters] == ["W1", "W2", "dZ2", "dA1"]
    short = checked("import numpy as np\n" + MLP.replace(', "dZ2": dZ2, "dA1": dA1', ""), PROBES, **options)
    assert short.verdict == "correct"
    assert [parameter.name for parameter in short.parameters] == ["W1", "W2"]


def test_the_first_wrong_intermediate_takes_the_blame():
    source = "import numpy as np\n" + MLP.replace("dA1 = dZ2 @ ", "dA1 = 2 * dZ2 @ ")
    report = checked(source, PROBES, intermediates=["dZ2", "dA1"])
    verdicts = {parameter.name: (parameter.verdict, parameter.blocked_by) for parameter in report.parameters}
    assert verdicts["dZ2"] == ("correct", None)
    assert verdicts["W2"] == ("correct", None)
    assert verdicts["dA1"] == ("wrong", None)
    assert verdicts["W1"] == ("wrong", "dA1")


def test_an_array_that_is_not_computed_from_a_wrong_intermediate_has_its_own_mistake():
    source = "import numpy as np\n" + MLP.replace("dA1 = dZ2 @ ", "dA1 = 2 * dZ2 @ ").replace(
        "A1.T @ dZ2,", "A1.T @ dZ2 / 2,"
    )
    report = checked(source, PROBES, intermediates=["dZ2", "dA1"])
    blamed = {parameter.name: parameter.blocked_by for parameter in report.parameters}
    assert blamed == {"W1": "dA1", "W2": None, "dZ2": None, "dA1": None}


def test_a_central_difference_stays_one_when_an_entry_comes_as_a_plain_number():
    plain = NUMERICAL.replace("h=H", "h=1e-4").replace("    return", "    numeric =")
    plain += '    return {"W": numeric["W"], "b": float(numeric["b"][0, 0])}\n'
    assert "numerical" in kinds(checked(plain))


def of_the_author(problem, entry="judge"):
    """What the author of a problem is told by a call, as the type and text of what was raised."""
    if entry == "pose":
        reply, _ = perform("pose", common(problem), {}, nobody)
    else:
        reply, arrays = answered(RIGHT, problem)
        reply, _ = perform("judge", {**common(problem), **reply["value"]}, arrays, nobody)
    return reply["raised"]["type"], reply["raised"]["text"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"sizes": {"n": n, "d": d}', '"sizes": [n, d]', "under 'sizes'"),
        ('"sizes": {"n": n, "d": d}', '"sizes": {"n": "many"}', "under 'sizes'"),
        (
            'return mse_loss(draw["X"] @ params["W"] + params["b"], draw["y"])',
            'return draw["y"]',
            "one real number",
        ),
        (
            "def loss(params, draw)",
            "def expected(draw):\n    return None\n\ndef unused(params, draw)",
            "expected must",
        ),
    ],
)
def test_what_the_author_got_wrong_is_the_authors_when_it_is_judged(old, new, says):
    kind, text = of_the_author(LINEAR.replace(old, new))
    assert kind == "ProblemError"
    assert says in text


def test_a_random_loss_is_the_authors():
    kind, text = of_the_author(LINEAR.replace("return mse_loss", "return np.random.rand() + mse_loss"))
    assert kind == "ProblemError"
    assert "two calls of loss differ" in text


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("len", "not builtin_function_or_method"),
        ('np.array(["a"])', "arrays of numbers"),
        ("{1: 2}", "must be strings"),
        ("endless()", "nested deeper"),
    ],
)
def test_what_a_draw_may_not_hold_is_the_authors(value, says):
    problem = LINEAR.replace('return {"X": X,', f'return {{"more": {value}, "X": X,')
    endless = "\ndef endless():\n    one = []\n    one.append(one)\n    return one\n"
    kind, text = of_the_author(problem + endless, "pose")
    assert kind == "ProblemError"
    assert says in text


def test_putting_another_array_into_the_callers_dict_is_a_change_too():
    report = checked(RIGHT.replace("    return", '    params["W"] = params["W"] + 1\n    return'))
    assert report.verdict == "wrong"
    assert report.diagnoses[0].kind == "mutated-input"
    assert "params['W']" in report.diagnoses[0].message


def test_a_victim_of_a_wrong_intermediate_gets_no_cause_of_its_own():
    source = "import numpy as np\n" + MLP.replace("dA1 = dZ2 @ params", "dA1 = dZ2**2 @ params")
    report = checked(source, PROBES, intermediates=["dZ2", "dA1"])
    [diagnosis] = report.diagnoses
    assert (diagnosis.kind, diagnosis.parameter) == ("own-line", "dA1")
    assert "dZ2 before it is right" in diagnosis.message


def test_no_step_back_is_blamed_when_what_it_carries_is_right():
    source = "import numpy as np\n" + MLP.replace("X.T @ (dA1 * (1 - A1**2))", "X.T @ dA1").replace(
        "A1.T @ dZ2,", "A1.T @ dZ2**3,"
    )
    report = checked(source, PROBES, intermediates=["dZ2", "dA1"])
    assert report.verdict == "wrong"
    assert not any(diagnosis.kind == "inner-layer" for diagnosis in report.diagnoses)
