"""Which texts are alike, and which are not; whatever the text is, there is an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.grading.classes.normal_form import LONGEST, normal_form

TEXT = '''
import numpy as np
from neural_network import sigmoid

def gradients(X, y, params):
    """What it does."""
    error = sigmoid(X @ params["W"]) - y  # the residual
    return {"W": X.T @ error / len(X), "b": np.sum(error, axis=0)}
'''
RENAMED = """
import numpy as n
from neural_network import sigmoid as s


def gradients(  A, target, p ):
    # another comment
    r = (
        s(A @ p['W'])
        - target
    )
    "a text that stands alone"
    return {'W': A.T @ r / len(A),
            'b': n.sum(r, axis=0)}
"""


def test_comments_layout_and_chosen_names_make_no_difference():
    assert normal_form(TEXT) == normal_form(RENAMED) != ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("axis=0", "axis=1"),
        ("np.sum", "np.mean"),
        ("len(X)", "max(X)"),
        ("sigmoid(X @", "tanh(X @"),
        ('"b"', '"c"'),
        ("X.T @ error", "error.T @ X"),
        ("@", "*"),
        ("X.T @ error / len(X)", "2 * X.T @ error / len(X)"),
        ("- y", "- X"),
        ("import sigmoid", "import tanh as sigmoid"),
    ],
)
def test_what_changes_the_program_makes_a_difference(before, after):
    changed = TEXT.replace(before, after)
    assert changed != TEXT
    assert normal_form(changed) != normal_form(TEXT)


def test_two_names_are_not_one():
    assert normal_form("a = 1\nb = a") != normal_form("a = 1\nb = b")


@pytest.mark.parametrize(
    "text",
    [
        "def f(:",
        "x = '\0'",
        "x = 0x" + "f" * 9000,
        "x = " + "9" * 9000,
        "(" * 500 + ")" * 500,
        "-" * 60_000 + "1",
        "1" + "+1" * 30_000,
        "a" + ".b" * 30_000,
        "if 1:\n pass\n" + "elif 1:\n pass\n" * 4000,
        "lambda:" * 9000 + "1",
        "{" * 5000,
        "x = 1\n" * LONGEST,
    ],
)
def test_no_text_is_too_much(text):
    assert isinstance(normal_form(text), str)


def test_what_is_no_program_is_alike_to_nothing():
    assert normal_form("def f(:") == normal_form("#" * (LONGEST + 1)) == ""


@given(st.text())
def test_any_text_has_an_answer(text):
    assert len(normal_form(text)) in (0, 16)


def test_nothing_is_executed(tmp_path):
    normal_form(f"open({str(tmp_path / 'here')!r}, 'w')")
    assert list(tmp_path.iterdir()) == []
