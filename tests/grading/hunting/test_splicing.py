"""A change of one node reads as if a person had typed it."""

import ast

import pytest

from tui_tutor.grading.hunting.splicing import Change, meaning, spliced


def without_a_factor(source: str) -> str | None:
    """The source whose first product has lost its right factor."""
    tree = ast.parse(source)
    product = next(
        node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
    )
    return spliced(source, tree, Change("factor", product, product.left, "{}", (product.left,)))


@pytest.mark.parametrize(
    ("source", "changed"),
    [
        ("d = (G @ W.T) * mask\n", "d = G @ W.T\n"),
        ("d = c / (2 * s**3)\n", "d = c / 2\n"),
        ("d = c / ((a + b) * s)\n", "d = c / (a + b)\n"),
        ("d = f(a * b)\n", "d = f(a)\n"),
        ("d = 3 - (a - b) * c\n", "d = 3 - (a - b)\n"),
        ("d = π * b  # ü\n", "d = π  # ü\n"),
    ],
)
def test_only_the_parentheses_that_the_meaning_needs_are_left(source: str, changed: str) -> None:
    assert without_a_factor(source) == changed


def test_turning_a_difference_round_keeps_what_belongs_together() -> None:
    source = "e = X @ W + b - y\n"
    tree = ast.parse(source)
    (difference,) = [
        node for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)
    ]
    left, right = difference.left, difference.right
    change = Change("sign", difference, ast.BinOp(right, ast.Sub(), left), "{} - {}", (right, left))
    assert spliced(source, tree, change) == "e = y - (X @ W + b)\n"


def test_the_tree_is_as_it_was_afterwards() -> None:
    source = "d = a * b\n"
    tree = ast.parse(source)
    before = ast.dump(tree)
    product = tree.body[0].value  # type: ignore[attr-defined]
    spliced(source, tree, Change("factor", product, product.left, "{}", (product.left,)))
    assert ast.dump(tree) == before


def test_what_takes_several_lines_is_left_alone() -> None:
    assert without_a_factor("d = f(\n    a\n    * b\n)\n") is None


def test_layout_and_parentheses_do_not_change_a_meaning() -> None:
    assert meaning("a = (b) + c") == meaning("a = b+c\n")
    assert meaning("a = b + d") != meaning("a = b + c")
    assert meaning("a = (") is None
