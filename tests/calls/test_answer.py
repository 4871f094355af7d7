"""What the learner's process does, and what it may know."""

import struct
import sys

import pytest

from tests.calls.checking import HALF, LINEAR, RIGHT, answered, common, nobody
from tui_tutor.calls import perform, rehearse


def test_the_shown_draw_is_answered_twice_and_the_others_once():
    reply, _ = answered(RIGHT)
    assert [run["label"] for run in reply["value"]["runs"]] == [
        "shown",
        "shown",
        "moved",
        "hidden 1",
        "hidden 2",
    ]


def test_an_error_is_told_with_the_learners_line_and_the_shapes_that_met():
    reply, _ = answered(HALF.replace("X.T @ error", "X @ error"))
    assert reply["outcome"] == "raised"
    raised = reply["raised"]
    assert raised["type"] == "ValueError"
    assert [(frame["line"], frame["function"]) for frame in raised["frames"]] == [(6, "gradients")]
    assert raised["operands"] == ["X has shape (2, 1)", "error has shape (2, 1)"]


def test_a_syntax_error_is_told_with_its_line():
    reply, _ = answered("import numpy as np\n\ndef gradients(X, y, params)\n    return 1\n")
    assert reply["raised"]["type"] == "SyntaxError"
    assert reply["raised"]["frames"][0]["line"] == 3


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("x = 1\n", "defines no function `gradients`"),
        ("def gradients(X, y, params):\n    pass\n", "is there a `return`"),
        ("def gradients(X, y, weights):\n    return {}\n", "asks for an argument `weights`"),
        ("def gradients(X, y, params):\n    return {'W': 'text'}\n", "the value for 'W' cannot be read"),
        (
            "def gradients(X, y, params):\n    return {'W': [[1], [1, 2]]}\n",
            "the value for 'W' cannot be read",
        ),
        (
            "def gradients(X, y, params):\n    return gradients\n",
            "what your function returned cannot be read",
        ),
    ],
)
def test_an_answer_that_cannot_be_compared_is_told_in_a_sentence(source, says):
    reply, _ = answered(source)
    assert reply["outcome"] == "raised"
    assert reply["raised"]["type"] == "AnswerError"
    assert says in reply["raised"]["text"]


@pytest.mark.parametrize("ending", ["sys.exit(0)", "raise KeyboardInterrupt", "raise SystemExit"])
def test_leaving_early_is_an_error_like_any_other(ending):
    reply, _ = answered(f"import sys\ndef gradients(X, y, params):\n    {ending}\n")
    assert reply["outcome"] == "raised"


def test_a_memory_error_is_its_own_outcome():
    reply, _ = answered("def gradients(X, y, params):\n    raise MemoryError\n")
    assert reply["outcome"] == "out of memory"


def test_printing_is_kept_from_the_import_and_the_shown_draw_only(capsys):
    answered("print('import')\n" + HALF.replace("    error", "    print('n =', len(X))\n    error"))
    assert capsys.readouterr().out == "import\nn = 2\n"


def test_withheld_names_are_missing_and_say_why():
    reply, _ = answered(
        "from neural_network import numerical_gradient\n" + RIGHT, withheld=["numerical_gradient"]
    )
    assert reply["raised"]["type"] == "ImportError"
    assert "about to write it" in reply["raised"]["text"]
    other, _ = answered("from neural_network import sigmoid\n" + RIGHT, withheld=["numerical_gradient"])
    assert other["outcome"] == "returned"


def test_no_word_of_the_problem_is_in_the_learners_request():
    source = "import gc\ntold = [text for text in gc.get_objects() if isinstance(text, str)]\n" + RIGHT
    reply, _ = answered(source)
    assert reply["outcome"] == "returned"
    assert "problem" not in {key for run in reply["value"]["runs"] for key in run}


def test_numpys_warnings_come_back_with_their_line():
    reply, _ = answered(HALF.replace("    return", "    np.log(np.zeros(1))\n    return"))
    assert "divide by zero" in reply["value"]["runs"][0]["warned"][0]
    assert "line 6" in reply["value"]["runs"][0]["warned"][0]


def test_an_exception_that_cannot_be_printed_is_still_told():
    source = """
class Rude(Exception):
    def __str__(self):
        raise RuntimeError
def gradients(X, y, params):
    raise Rude
"""
    reply, _ = answered(source)
    assert reply["raised"]["type"] == "Rude"
    assert reply["raised"]["text"] == ""


def test_endless_recursion_is_an_error_with_few_lines():
    reply, _ = answered("def gradients(X, y, params):\n    return gradients(X, y, params)\n")
    assert reply["raised"]["type"] == "RecursionError"
    assert len(reply["raised"]["frames"]) <= 8


def test_a_script_that_exits_with_zero_has_ended_well():
    assert perform("script", {"source": "import sys; sys.exit(0)"}, {}, nobody)[0]["outcome"] == "returned"
    assert perform("script", {"source": "import sys; sys.exit(3)"}, {}, nobody)[0]["outcome"] == "raised"


def test_training_streams_parameters_from_the_start_to_the_end():
    posed, arrays = perform("pose", common(curve=True), {}, nobody)
    seen = []
    request = {
        **common(),
        "source": RIGHT,
        "draw": posed["value"]["draws"][0]["tree"],
        "rate": 0.05,
        "epochs": 500,
    }
    reply, _ = perform(
        "train", request, arrays, lambda value, snapshot: seen.append((value["epoch"], snapshot))
    )
    assert reply["value"] == {"epoch": 500, "diverged": False}
    assert (seen[0][0], seen[-1][0]) == (0, 500)
    assert len(seen) == 200
    snapshots = {f"{i}/{name}": array for i, (_, arrays) in enumerate(seen) for name, array in arrays.items()}
    losses, out = perform("losses", {**common(), "seed": 0, "snapshots": len(seen)}, snapshots, nobody)
    assert losses["outcome"] == "returned"
    import numpy as np

    values = np.frombuffer(out["losses"][2])
    assert values[0] == pytest.approx(1.625)
    assert values[-1] < 1e-2


@pytest.mark.parametrize(
    ("optimiser", "step"), [("descent", 0.5), ("adam", 0.125), ("rmsprop", 0.125 * 10**0.5)]
)
def test_training_takes_the_optimiser_that_the_curve_names(optimiser, step):
    posed, arrays = perform("pose", common(curve=True), {}, nobody)
    request = {
        **common(),
        "source": RIGHT,
        "draw": posed["value"]["draws"][0]["tree"],
        "rate": 0.125,
        "epochs": 1,
        "optimiser": optimiser,
    }
    weights = []
    perform("train", request, arrays, lambda _, snapshot: weights.append(snapshot["W"][2]))
    start, end = (struct.unpack("<d", weight)[0] for weight in weights)
    assert end - start == pytest.approx(step)  # the slope is -4


def test_a_diverging_training_ends_and_says_so():
    posed, arrays = perform("pose", common(curve=True), {}, nobody)
    request = {
        **common(),
        "source": RIGHT,
        "draw": posed["value"]["draws"][0]["tree"],
        "rate": 1e3,
        "epochs": 500,
    }
    reply, _ = perform("train", request, arrays, nobody)
    assert reply["value"]["diverged"] is True


def test_a_broken_problem_is_told_with_the_problems_line():
    reply, _ = perform("pose", common(LINEAR.replace("def draw", "1 / 0\ndef draw")), {}, nobody)
    assert reply["raised"]["type"] == "ZeroDivisionError"
    assert reply["raised"]["frames"][0]["line"] == 5


def test_a_loss_that_numpy_stretches_is_told_and_keeps_the_articles_value():
    source = """
import numpy as np
from neural_network import mse_loss
def gradients(X, y, params):
    assert mse_loss(np.zeros((4, 1)), np.arange(4.0)) == 3.5
    assert mse_loss(np.zeros((4, 1)), np.zeros((4, 1))) == 0.0
    return {"W": params["W"], "b": params["b"]}
"""
    reply, _ = answered(source)
    [told] = reply["value"]["runs"][0]["warned"]
    assert told.startswith(
        "line 5: RuntimeWarning: mse_loss got (4, 1) and (4,): numpy stretches them to (4, 4)"
    )


def test_a_class_of_a_script_is_found_where_it_says_that_it_is_from():
    source = "import pickle\nclass Layer: pass\nassert type(pickle.loads(pickle.dumps(Layer()))) is Layer\n"
    reply, _ = perform("script", {"source": source}, {}, nobody)
    assert reply["outcome"] == "returned", reply


def test_a_rehearsal_checks_an_exercise_and_leaves_nothing_behind(capsys):
    replies = []

    def rehearsed(entry, request, arrays):
        replies.append((entry, perform(entry, request, arrays, nobody)))
        return replies[-1][1]

    before = set(sys.modules)
    rehearse(rehearsed)
    assert [(entry, reply["outcome"]) for entry, (reply, _) in replies] == [
        ("pose", "returned"),
        ("answer", "returned"),
        ("judge", "returned"),
        ("answer", "raised"),
    ]
    assert replies[2][1][0]["value"]["verdict"] == "wrong"
    assert set(sys.modules) - before <= {"neural_network"}
    assert capsys.readouterr().out == ""


def test_a_product_that_does_not_fit_is_told_without_numpys_signature():
    text = answered(HALF.replace("X.T @ error", "X @ error"))[0]["raised"]["text"]
    assert text == "matmul: the inner sizes do not agree (size 2 is different from 1)"


def test_an_axis_that_is_not_there_is_told_with_the_array_that_lacks_it():
    wrong = RIGHT.replace("    return", "    flat = X.ravel()\n    m = flat.shape[1]\n    return")
    raised = answered(wrong)[0]["raised"]
    assert raised["type"] == "IndexError"
    assert raised["operands"] == ["flat has shape (2,)"]
