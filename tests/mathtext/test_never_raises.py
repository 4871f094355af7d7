"""Whatever is thrown at it, a formula is a rectangle of printable text."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_tutor.mathtext import inline, render, unknown, width
from tui_tutor.mathtext.constructs import CONSTRUCTS, INFIX
from tui_tutor.mathtext.environments import KNOWN
from tui_tutor.mathtext.symbols import ACCENTS, COMMANDS, FUNCTIONS, IGNORED, ROMANS, SPACES, STYLES, TEXTS

TABLES = (CONSTRUCTS, COMMANDS, FUNCTIONS, IGNORED, ACCENTS, STYLES, TEXTS, ROMANS, SPACES, ("right", "end"))
NAMES = sorted({name for table in TABLES for name in table} | {name[1:] for name in INFIX})
ENVIRONMENTS = [*sorted(KNOWN), "align*", "bmatrix*", "nonsense"]
tokens = st.one_of(
    st.sampled_from("{}{}{}[]()^_^_&&'|+-=,.!/~ x y n 1 2 W").map(str),
    st.sampled_from(NAMES).map(lambda name: f"\\{name} "),
    st.sampled_from(ENVIRONMENTS).flatmap(
        lambda name: st.sampled_from([f"\\begin{{{name}}}", f"\\end{{{name}}}"])
    ),
    st.sampled_from(
        ["\\\\", "\\left(", "\\right)", "\\frac{a}{b}", "\\sqrt{x}", "x_{ij}^{(l)}", "\\sum_{i=1}^n "]
    ),
)
soups = st.lists(tokens, max_size=25).map("".join)


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Formulas that are well formed, so that the layout is reached and not only the fallback."""
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: f"{{{p[0]}}}{{{p[1]}}}"),
        pair.map(lambda p: f"\\frac{{{p[0]}}}{{{p[1]}}}"),
        pair.map(lambda p: f"{{{p[0]}}}_{{{p[1]}}}"),
        pair.map(lambda p: f"{{{p[0]}}}^{{{p[1]}}}"),
        pair.map(lambda p: f"\\sum_{{{p[0]}}}^{{{p[1]}}} x"),
        pair.map(lambda p: f"\\begin{{pmatrix}} {p[0]} & {p[1]} \\\\ {p[1]} \\end{{pmatrix}}"),
        pair.map(lambda p: f"\\begin{{cases}} {p[0]} & {p[1]} \\\\ 0 & x \\end{{cases}}"),
        pair.map(lambda p: f"\\begin{{aligned}} {p[0]} &= {p[1]} \\\\ &+ x \\end{{aligned}}"),
        pair.map(lambda p: f"\\underbrace{{{p[0]}}}_{{{p[1]}}}"),
        pair.map(lambda p: f"\\sqrt[{{{p[0]}}}]{{{p[1]}}}"),
        pair.map(lambda p: f"{{{p[0]} \\over {p[1]}}}"),
        pair.map(lambda p: f"\\xrightarrow[{{{p[0]}}}]{{{p[1]}}}"),
        pair.map(lambda p: f"\\begin{{eqnarray}} {p[0]} &=& {p[1]} \\\\ &+& x \\end{{eqnarray}}"),
        inner.map(lambda x: f"\\text{{where ${x}$ is}}"),
        inner.map(lambda x: f"\\phantom{{{x}}}\\underline{{{x}}}\\norm{{{x}}}"),
        inner.map(lambda x: f"\\left\\{{ {x} \\right\\rangle"),
        inner.map(lambda x: f"\\hat{{{x}}}"),
        inner.map(lambda x: f"\\boxed{{{x}}}"),
    )


formulas = st.recursive(
    st.sampled_from(["x", "10", "\\alpha", "-y", "a+b", "\\log x", "(n)"]), nested, max_leaves=8
)


def check(tex: str) -> None:
    rows = render(tex)
    assert rows
    assert len({width(row) for row in rows}) == 1
    text = inline(tex)
    assert "\n" not in text
    for line in (*rows, text):
        assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in line)


@settings(max_examples=300)
@given(soups)
def test_a_soup_of_tokens_is_a_rectangle(tex: str) -> None:
    check(tex)


@settings(max_examples=200)
@given(formulas)
def test_a_nested_formula_is_set_and_is_a_rectangle(tex: str) -> None:
    assert unknown(tex) == frozenset()
    check(tex)


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=())))
@example("\x1b[31m red")
@example("\ud800")
@example("a\u0301\u200d漢字")
@example("%")
@example("\\")
def test_any_text_is_a_rectangle_without_control_characters(tex: str) -> None:
    check(tex)


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 5000,
        "\\hat" * 5000,
        "\\not" * 5000,
        "\\mathbf" * 5000,
        "\\frac" * 5000,
        "\\sqrt{" * 2000,
        "x^" * 5000,
        "\\left(" * 3000,
        "(" * 5000 + ")" * 5000,
        "{(" * 2000 + ")}" * 2000,
        "\\text{$" * 3000,
        "{a \\over " * 3000 + "b" + "}" * 3000,
        "\\begin{cases}" * 2000,
    ],
)
def test_deep_nesting_is_shown_as_it_is(tex: str) -> None:
    assert unknown(tex)
    check(tex)


def test_a_deep_formula_that_closes_is_shown_as_it_is() -> None:
    tex = "\\sqrt{" * 500 + "x" + "}" * 500
    assert inline(tex) == tex


@pytest.mark.parametrize("piece", ["x+", ")", "'", "()", r"x_{i}^{2}", r"a\\"])
def test_a_formula_of_many_pieces_is_set_without_going_back(piece: str) -> None:
    check(f"x{piece * (20_000 // len(piece))}")


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("x_{", "} y"),
        ("x^{", "} y"),
        (r"\frac{", "}{2} y"),
        (r"\sqrt{", "} y"),
        ("(", ")_W y"),
        (r"\norm{", "} y"),
        (r"\mathbf{", "} y"),
        (r"\underline{", "} y"),
        (r"\hat{", "} y"),
    ],
)
def test_thirty_levels_are_set_without_doubling_the_work_at_each(opening: str, closing: str) -> None:
    tex = opening * 30 + "x" + closing * 30
    assert unknown(tex) == frozenset()
    check(tex)


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo x", r"\foo"),
        (r"\begin{tikzpicture} x \end{tikzpicture}", r"\begin{tikzpicture}"),
        (r"\frac{1}", "an argument is missing before the end"),
        (r"\frac{1}{2", "missing }"),
        (r"\left( x", r"missing \right"),
        (r"a}", "a } that does not belong here"),
        (r"x_a_b", "two subscripts in a row"),
        (r"x^a^b", "two superscripts in a row"),
        (r"a & b", "a & that does not belong here"),
        (r"\text{if $x}", "a } that does not belong here"),
        (r"\kern3apples x", "a length that is none"),
        (r"\hspace{wide} x", "a length that is none"),
        (r"\text{\alpha}", r"a command inside the text '\\alpha'"),
        (r"\begin{pmatrix} a \end{bmatrix}", r"\begin{pmatrix} ends as something else"),
    ],
)
def test_what_cannot_be_set_is_shown_as_tex_and_named(tex: str, reason: str) -> None:
    assert unknown(tex) == {reason}
    assert render(tex) == [tex]
    assert inline(tex) == tex


def test_several_lines_of_broken_tex_stay_lines() -> None:
    assert render("a}\n  long line") == ["a}         ", "  long line"]
    assert inline("a}\n  long line") == "a} long line"


def test_every_unknown_command_is_named() -> None:
    assert unknown(r"\foo + \frac{\bar{x}}{\baz}") == {r"\foo", r"\baz"}


def test_nothing_is_one_empty_row() -> None:
    assert render("") == [""]
    assert inline("") == ""
    assert unknown("") == frozenset()


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("ŷᵢ", 2), ("x̂", 1), ("漢字", 4), ("∑∂⎛", 3)]
)
def test_width_counts_columns_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns
