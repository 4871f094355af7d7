"""What could have been written instead, kind by kind."""

import ast

import pytest

from tui_tutor.grading.hunting.mutations import alike, changes
from tui_tutor.grading.hunting.sayings import SAYINGS
from tui_tutor.grading.hunting.splicing import spliced


def made(line: str, kind: str, before: str = "") -> set[str]:
    """The lines that a kind of change makes of one line of a function's body."""
    source = f"def f(G, X, W, Z, y, n, mask):\n{before}    {line}\n"
    tree = ast.parse(source)
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    texts = [spliced(source, tree, one) for one in changes(function) if one.kind == kind]
    return {text.splitlines()[-1].strip() for text in texts if text and text != source}


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("return X.T @ G", "transpose", {"return X @ G"}),
        ("e = G - y", "sign", {"e = y - G"}),
        ("d = -np.sum(G)", "sign", {"d = np.sum(G)"}),
        ("d = G * (1 - Z**2)", "power", {"d = G * (1 - Z)"}),
        ("d = G * (1 - Z**2)", "factor", {"d = G", "d = 1 - Z**2"}),
        ("d = 2 * G / n", "division", {"d = 2 * G"}),
        ("d = 2 * G / n", "factor", {"d = G / n"}),
        ("d = G * mask", "mask", {"d = G"}),
        ("d = G * (Z > 0)", "mask", {"d = G"}),
        ("d = G * (Z > 0)", "factor", set()),
        ("d = G * (Z > 0)", "comparison", {"d = G * (Z < 0)"}),
        ("d = G + 2 * W", "term", {"d = G"}),
        ("b = G.sum(axis=0)", "sum-and-mean", {"b = G.mean(axis=0)"}),
        ("b = np.mean(G, axis=1)", "sum-and-mean", {"b = np.sum(G, axis=1)"}),
        ("b = np.mean(G, axis=1)", "axis", {"b = np.mean(G, axis=0)"}),
        ("d = G / len(X)", "size", {"d = G / X.size"}),
        ("n = X.shape[0]", "size", {"n = X.shape[1]"}),
        ("dK[i, j] = G", "index", {"dK[j, i] = G"}),
        ("d = X[n - 1]", "place", {"d = X[n]"}),
        ("d = X[n - 1]", "sign", set()),
        ("for i in range(n): pass", "place", {"for i in range(n - 1): pass", "for i in range(1, n): pass"}),
        ("dW += X.T @ G", "overwritten", {"dW = X.T @ G"}),
        ("d = np.sign(W)", "function", {"d = W"}),
        ("return G * Z", "name", {"return W * Z", "return X * Z", "return G * W", "return G * X"}),
    ],
)
def test_a_kind_of_mistake_is_written_into_the_line(line: str, kind: str, expected: set[str]) -> None:
    assert made(line, kind) == expected


def test_a_bare_number_would_tell_that_something_is_missing() -> None:
    assert made("d = 1 - Z", "term") == set()
    assert made("d = 2 * Z", "factor") == {"d = Z"}


def test_an_array_gives_way_only_to_one_that_is_there_already() -> None:
    assert "return X.T @ dZ1" in made("return X.T @ dZ2", "name", "    dZ1 = G\n    dZ2 = dZ1\n")
    later = "    dZ2 = G\n    d = X.T @ dZ2\n    dZ1 = d\n"
    assert made("return dZ1", "name", later) == {"return dZ1", "return dZ2"}
    assert not any("dZ1" in line for line in made("d = X.T @ dZ2", "name", "    dZ2 = G\n"))


@pytest.mark.parametrize(
    ("first", "second"), [("dZ1", "dZ2"), ("A1", "Z1"), ("A1", "dA1"), ("h", "h_new"), ("Wx", "Wh")]
)
def test_names_are_alike_that_one_types_for_each_other(first: str, second: str) -> None:
    assert alike(first, second)
    assert alike(second, first)


@pytest.mark.parametrize(("first", "second"), [("X", "X"), ("X", "n"), ("grad", "error"), ("X", "dW")])
def test_other_names_are_not(first: str, second: str) -> None:
    assert not alike(first, second)


def test_everything_that_can_be_planted_has_its_words() -> None:
    source = (
        "def f(X, Y, n):\n"
        "    d = -(X.T * (X > 0) + np.sqrt(X**2) / n)[0, 1].sum(axis=0) / len(X)\n"
        "    d += X[n - 1]\n"
    )
    tree = ast.parse(source)
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    kinds = {change.kind for change in changes(function)}
    assert kinds <= SAYINGS.keys()
    assert {"index", "overwritten", "function", "size", "place"} <= kinds
    assert all(said.endswith("?") for said in SAYINGS.values())
