from pathlib import Path

import pytest

from tui_tutor.course import CourseError, Number

from .building import CODE, PYTHON, QUESTION, edited, fit, guess, line, said

LEVEL = "level = 1\n"
EXPLORE = '[explore]\nslider = "h"\nvalues = [1, 2]\nx = "h"\ny = ["error"]\n\n[[choices]]\nid = "up"'
SERIES = "def series(value):\n    return {}\n"


def code_error(folder: Path, code: str, python: str = PYTHON) -> tuple[str, int | None, str]:
    with pytest.raises(CourseError) as caught:
        fit(folder, code=code, python=python)
    return said(caught.value)


def question_error(folder: Path, question: str, facts: str | None = None) -> tuple[str, int | None, str]:
    with pytest.raises(CourseError) as caught:
        guess(folder, question, facts)
    return said(caught.value)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ('withheld = ["2x"]', '"withheld" holds "2x", which is not a name in Python.'),
        ('losses = ["lambda"]', '"losses" holds "lambda", which is not a name in Python.'),
        ('intermediates = ["dZ", "dZ"]', '"intermediates" holds "dZ" twice. Keep one.'),
        (
            'aliases = ["Old"]',
            '"aliases" holds "Old", which is not an id: lower-case letters and digits, '
            "with single hyphens between words.",
        ),
        (
            'losses = ["mse_loss"]',
            '"losses" needs a loss with the parameter loss_fn: loss(params, draw, loss_fn).',
        ),
        (
            'intermediates = ["dZ"]',
            '"intermediates" needs a loss with the parameter probes: loss(params, draw, probes).',
        ),
        ("limits.wall = -1", '"limits.wall" must be a number above 0.'),
        ("limits.memory = 0", '"limits.memory" must be a number above 0.'),
        ("curve = {rate = 0, epochs = 1}", '"curve.rate" must be a number above 0.'),
        ("curve = {rate = 1, epochs = 0}", '"curve.epochs" must be a number above 0.'),
        ("curve = {rate = nan, epochs = 1}", '"curve.rate" must be a number above 0.'),
        (
            'curve = {rate = 1, epochs = 1, metric = "how many"}',
            '"curve.metric" holds "how many", which is not a name in Python.',
        ),
        (
            'curve = {rate = 1, epochs = 1, metric = "accuracy"}',
            '"curve.metric" is "accuracy", and fit.py has to define it as: def accuracy(params, draw)',
        ),
    ],
)
def test_a_setting_that_cannot_be_is_told_with_its_line(tmp_path: Path, setting: str, sentence: str) -> None:
    assert code_error(tmp_path, edited(CODE, LEVEL, f"{LEVEL}{setting}\n")) == ("fit.md", 5, sentence)


@pytest.mark.parametrize(("key", "parameter"), [("intermediates", "probes"), ("losses", "loss_fn")])
def test_a_loss_that_takes_more_says_so_in_the_front_matter(tmp_path: Path, key: str, parameter: str) -> None:
    python = edited(PYTHON, "def loss(params, draw)", f"def loss(params, draw, {parameter})")
    told = f"loss takes {parameter}, and the front matter has no {key}. Add {key} = [...]."
    assert code_error(tmp_path, CODE, python) == ("fit.md", 2, told)


def test_intermediates_and_losses_go_with_their_parameters(tmp_path: Path) -> None:
    python = edited(PYTHON, "def loss(params, draw)", "def loss(params, draw, probes, loss_fn)")
    code = edited(CODE, LEVEL, f'{LEVEL}intermediates = ["dZ"]\nlosses = ["mse_loss", "half_mse_loss"]\n')
    exercise = fit(tmp_path, code=code, python=python)
    assert (exercise.intermediates, exercise.losses) == (("dZ",), ("mse_loss", "half_mse_loss"))


def test_a_curve_needs_a_gradient_or_a_step_of_its_own(tmp_path: Path) -> None:
    python = edited(PYTHON, "def loss(params, draw)", "def expected(draw)").replace(
        '(draw["X"], params)', "(draw, 1)"
    )
    code = edited(CODE, LEVEL, f"{LEVEL}curve = {{rate = 1, epochs = 1}}\n")
    told = '"curve" needs a gradient to train with, or its own step: fit.py has no curve_data(rng).'
    assert code_error(tmp_path, code, python) == ("fit.md", 5, told)


def test_a_metric_is_a_function_of_the_problem_and_no_learner_sees_it(tmp_path: Path) -> None:
    code = edited(CODE, LEVEL, f'{LEVEL}curve = {{rate = 1, epochs = 1, metric = "accuracy"}}\n')
    python = f"{PYTHON}\n\ndef accuracy(params, draw):\n    return 1.0\n"
    exercise = fit(tmp_path, code=code, python=python)
    assert exercise.curve is not None
    assert exercise.curve.metric == "accuracy"
    given = edited(python, "def accuracy", "@given\ndef accuracy")
    file, _, told = code_error(tmp_path, code, given)
    assert (file, told) == (
        "fit.py",
        '"accuracy" is for the judge, never for the learner. Take @given away.',
    )


def test_code_names_its_function(tmp_path: Path) -> None:
    found = code_error(tmp_path, edited(CODE, 'function = "gradients"\n', ""))
    told = 'the key "function" is missing: kind = "gradient" names what the learner writes.'
    assert found == ("fit.md", 2, told)


@pytest.mark.parametrize("name", ["draw", "use", "2x", "class", "given"])
def test_a_function_has_a_name_of_its_own(tmp_path: Path, name: str) -> None:
    found = code_error(tmp_path, edited(CODE, 'function = "gradients"', f'function = "{name}"'))
    assert found == ("fit.md", 5, f'"function" cannot be "{name}". Choose a name of the learner\'s own.')


def test_code_has_no_choices(tmp_path: Path) -> None:
    code = edited(CODE, "\n+++\nWrite", '\n[[choices]]\nid = "a"\ntext = "b"\nmessage = "c"\n+++\nWrite')
    told = '"choices" belongs to questions, and this is kind = "gradient". Take it away.'
    assert code_error(tmp_path, code) == ("fit.md", 6, told)


def test_the_starter_is_python(tmp_path: Path) -> None:
    spoiled = edited(CODE, '    return {"W": np.zeros(params["W"].shape)}', "    return {")
    assert code_error(tmp_path, spoiled) == (
        "fit.md",
        line(spoiled, "    return {"),
        "the starter is not Python: '{' was never closed.",
    )


def test_the_starter_defines_the_function(tmp_path: Path) -> None:
    spoiled = edited(CODE, "def gradients(X", "def gradient(X")
    told = 'the starter defines no function "gradients". Begin it for the learner.'
    assert code_error(tmp_path, spoiled) == ("fit.md", line(spoiled, "import numpy"), told)


def test_starter_and_solution_take_the_same_parameters(tmp_path: Path) -> None:
    spoiled = edited(CODE, "def gradients(X, y, params)", "def gradients(X, y, P)")
    told = (
        "the starter says gradients(X, y, P), and the solution gradients(X, y, params). "
        "Write the same parameters in both."
    )
    assert code_error(tmp_path, spoiled) == ("fit.md", line(spoiled, "def gradients"), told)


def test_the_starter_imports_only_what_is_given(tmp_path: Path) -> None:
    spoiled = edited(CODE, "import numpy as np", "import numpy as np\nfrom exercise import forwards")
    told = (
        'the starter imports "forwards" from exercise, which is not a @given function. '
        'Did you mean "forward"?'
    )
    assert code_error(tmp_path, spoiled) == ("fit.md", line(spoiled, "from exercise"), told)


def test_the_starter_imports_nothing_that_is_withheld(tmp_path: Path) -> None:
    code = edited(CODE, "import numpy as np", "import numpy as np\nfrom neural_network import sigmoid")
    code = edited(code, LEVEL, f'{LEVEL}withheld = ["sigmoid"]\n')
    told = 'the starter imports "sigmoid", which is withheld here.'
    assert code_error(tmp_path, code) == ("fit.md", line(code, "from neural"), told)


@pytest.mark.parametrize(
    ("old", "new", "whose"),
    [
        ('return X @ params["W"]', 'return sigmoid(X @ params["W"])', 'the given function "forward"'),
        ("error = forward(X, params)", "error = sigmoid(X)", 'the solution "gradients"'),
    ],
)
def test_what_runs_beside_the_learner_uses_nothing_withheld(
    tmp_path: Path, old: str, new: str, whose: str
) -> None:
    code = edited(CODE, LEVEL, f'{LEVEL}withheld = ["sigmoid"]\n')
    told = f'{whose} uses "sigmoid", which is withheld in this exercise.'
    assert code_error(tmp_path, code, edited(PYTHON, old, new)) == ("fit.py", 3, told)


def test_the_loss_may_use_what_is_withheld(tmp_path: Path) -> None:
    assert fit(tmp_path, code=edited(CODE, LEVEL, f'{LEVEL}withheld = ["mse_loss"]\n')).withheld == (
        "mse_loss",
    )


ID_RULE = "lower-case letters and digits, with single hyphens between words."
ONE = "Mark exactly one with correct = true."
QUESTIONS = {
    "a function": (
        "level = 2",
        'level = 2\nfunction = "f"',
        "function",
        '"function" belongs to code, and this is a question. Take it away.',
    ),
    "no correct choice": (
        "correct = true",
        "correct = false",
        "[[choices]]",
        f'"choices" has 0 correct answers. {ONE}',
    ),
    "two correct choices": (
        'slope."',
        'slope."\ncorrect = true',
        "[[choices]]",
        f'"choices" has 2 correct answers. {ONE}',
    ),
    "two choices of one id": (
        'id = "down"',
        'id = "up"',
        "[[choices]]",
        '"choices" holds "up" twice. Give one another id.',
    ),
    "an id in capitals": (
        'id = "down"',
        'id = "Down"',
        'id = "Down"',
        f'"choices[1].id" cannot be "Down": {ID_RULE}',
    ),
    "a choice without text": (
        'text = "It rises."',
        'text = " "',
        "[[choices]]",
        '"choices[0]" needs a text and a message.',
    ),
    "an exploration without its table": (
        '"predict"',
        '"explore"',
        "kind",
        'kind = "explore" and the table [explore] belong together. Add one, or take the other away.',
    ),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_choices_and_one_is_correct(tmp_path: Path, name: str) -> None:
    old, new, key, sentence = QUESTIONS[name]
    spoiled = edited(QUESTION, old, new)
    assert question_error(tmp_path, spoiled) == ("guess.md", line(spoiled, key), sentence)


def test_a_question_has_two_choices_or_more(tmp_path: Path) -> None:
    start, end = QUESTION.index("[[choices]]"), QUESTION.rindex("[[choices]]")
    told = (
        "a question has two [[choices]] or more, each with id, text and message; here are 1. "
        "If it asks for a number, write [number]."
    )
    assert question_error(tmp_path, QUESTION[:start] + QUESTION[end:]) == ("guess.md", 7, told)


def asked(value: str = "0.25", tolerance: str = "1e-3", message: str = "Divide by n.") -> str:
    """The question, asking for a number."""
    start, end = QUESTION.index("[[choices]]"), QUESTION.rindex("+++")
    number = f'[number]\nvalue = {value}\ntolerance = {tolerance}\nmessage = "{message}"\n'
    return QUESTION[:start] + number + QUESTION[end:]


def test_a_question_may_ask_for_a_number(tmp_path: Path) -> None:
    exercise = guess(tmp_path, asked())
    assert exercise.choices == ()
    assert exercise.number == Number(0.25, 1e-3, "Divide by n.")


@pytest.mark.parametrize(
    ("spoiled", "sentence"),
    [
        (asked(value="inf"), '"number.value" must be a finite number.'),
        (asked(tolerance="-1"), '"number.tolerance" must be a number of 0 or above.'),
        (asked(tolerance="nan"), '"number.tolerance" must be a number of 0 or above.'),
        (asked(message=""), '"number.message" is empty. Say what to look at when the number is wrong.'),
    ],
)
def test_a_number_has_a_value_a_tolerance_and_a_message(tmp_path: Path, spoiled: str, sentence: str) -> None:
    key = sentence.split('"')[1].removeprefix("number.")
    assert question_error(tmp_path, spoiled) == ("guess.md", line(spoiled, f"{key} = "), sentence)


def test_a_question_has_one_way_to_answer(tmp_path: Path) -> None:
    spoiled = edited(
        asked(), "+++\nThe slope", '[[choices]]\nid = "a"\ntext = "b"\nmessage = "c"\n+++\nThe slope'
    )
    told = '"number" and [[choices]] are two ways to answer. Keep one.'
    assert question_error(tmp_path, spoiled) == ("guess.md", line(spoiled, "[number]"), told)


def explored(values: str = "[1, 2]") -> str:
    text = edited(QUESTION, '"predict"', '"explore"')
    return edited(edited(text, '[[choices]]\nid = "up"', EXPLORE), "[1, 2]", values)


def test_an_exploration_needs_series(tmp_path: Path) -> None:
    spoiled = explored()
    told = '"explore" needs series(value) in guess.py.'
    assert question_error(tmp_path, spoiled) == ("guess.md", line(spoiled, "[explore]"), told)
    assert guess(tmp_path, spoiled, SERIES).explore is not None


@pytest.mark.parametrize("values", ["[1]", "[]", "[1, inf]", "[1, nan]"])
def test_a_slider_moves_over_two_numbers_or_more(tmp_path: Path, values: str) -> None:
    spoiled = explored(values)
    told = '"explore.values" needs two numbers or more for the slider to move over.'
    assert question_error(tmp_path, spoiled, SERIES) == ("guess.md", line(spoiled, "values"), told)


def test_a_scale_is_one_that_can_be_drawn(tmp_path: Path) -> None:
    spoiled = edited(explored(), 'y = ["error"]', 'y = ["error"]\nscale = "logs"')
    told = '"explore.scale" cannot be "logs". Did you mean "log"?'
    assert question_error(tmp_path, spoiled, SERIES) == ("guess.md", line(spoiled, "scale"), told)


def test_an_exploration_draws_something(tmp_path: Path) -> None:
    spoiled = edited(explored(), 'y = ["error"]', "y = []")
    told = '"explore.y" names no array to draw. Name what series(value) returns.'
    assert question_error(tmp_path, spoiled, SERIES) == ("guess.md", line(spoiled, "y = []"), told)


def test_the_starter_of_a_question_is_python_too(tmp_path: Path) -> None:
    spoiled = edited(QUESTION, "\n## Hint\n\nDraw", "\n```python starter\nanswer =\n```\n\n## Hint\n\nDraw")
    found = question_error(tmp_path, spoiled)
    assert found == ("guess.md", line(spoiled, "answer ="), "the starter is not Python: invalid syntax.")
