import pytest

from tui_tutor.mathtext import inline, render


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        ("x+y", "x + y"),
        ("x=-y", "x = −y"),
        ("-x^2", "−x²"),
        ("a-b, -c", "a − b, −c"),
        (r"x\in A, -1 < x", "x ∈ A, −1 < x"),
        (r"f(x, y)", "f(x, y)"),
        (r"\log x", "log x"),
        (r"\log(x)", "log(x)"),
        (r"y \log x", "y log x"),
        (r"\sum_i (x_i)", "∑ᵢ (xᵢ)"),
        (r"2\text{cm}", "2 cm"),
        (r"\text{Loss}W", "Loss W"),
        (r"x_{i+1}", "xᵢ₊₁"),
        (r"x_{i + a, j}", "x_(i+a,j)"),
        (r"10{,}000", "10,000"),
        (r"a\,b\;c", "a b c"),
        (r"x \; = \; y", "x = y"),
        (r"a \quad b", "a  b"),
        (r"[0, 1)", "[0, 1)"),
        (r"p(x \mid y)", "p(x | y)"),
        (r"f : \mathbb{R} \to \mathbb{R}", "f : ℝ → ℝ"),
        ("x % a comment\n+ y", "x + y"),
        (r"50\%", "50%"),
    ],
)
def test_air_stands_where_a_printed_formula_has_it(tex: str, line: str) -> None:
    assert inline(tex) == line


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"x^2", "x²"),
        (r"X^T", "Xᵀ"),
        (r"X^\top", "Xᵀ"),
        (r"W^{-1}", "W⁻¹"),
        (r"w^*", "w*"),
        (r"f''", "f″"),
        (r"f'^2", "f′²"),
        (r"x_i^2", "xᵢ²"),
        (r"x^2_i", "xᵢ²"),
        (r"W^{(l+1)}", "W⁽ˡ⁺¹⁾"),
        (r"\hat{y}", "ŷ"),
        (r"\hat y_i", "ŷᵢ"),
        (r"\bar{x}", "x̄"),
        (r"\tilde{c}", "c̃"),
        (r"\mathbb{R}^n", "ℝⁿ"),
        (r"\mathcal{L}", "ℒ"),
        (r"\mathbf{x}", "𝐱"),
        (r"\boldsymbol\theta", "𝛉"),
        (r"\mathbb{1}", "𝟙"),
        (r"\not=", "≠"),
        (r"\operatorname{diag}(s)", "diag(s)"),
        (r"\epsilon", "ε"),
        ("α ≤ β", "α ≤ β"),
    ],
)
def test_a_character_is_used_where_there_is_one(tex: str, line: str) -> None:
    assert render(tex) == [line]
    assert inline(tex) == line


def test_a_script_without_a_character_stands_below_or_above() -> None:
    assert render(r"\nabla_W L") == ["∇ L", " W "]
    assert render(r"\mathbb{R}^{d \times k}") == [" d×k", "ℝ   "]


def test_delimiters_grow_with_a_fraction_but_not_with_a_script() -> None:
    assert render(r"\left( \frac{a}{b} \right)") == ["⎛ a ⎞", "⎜───⎟", "⎝ b ⎠"]
    assert render(r"(\frac{a}{b})") == ["⎛ a ⎞", "⎜───⎟", "⎝ b ⎠"]
    assert render(r"\left( y_W \right)") == ["(y )", "  W "]


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\left\{ \begin{matrix} a \\ b \end{matrix} \right\}", ["⎰a⎱", "⎱b⎰"]),
        (r"\left\langle \frac{a}{b} \right\rangle", ["╱ a ╲", "⟨───⟩", "╲ b ╱"]),
        (r"\left| \frac{a}{b} \right\|", ["│ a ‖", "│───‖", "│ b ‖"]),
        (r"\left\lfloor \frac{a}{b} \right\rceil", ["⎢ a ⎤", "⎢───⎥", "⎣ b ⎥"]),
        (r"\left. x \right|", ["x|"]),
    ],
)
def test_every_delimiter_has_a_tall_form(tex: str, rows: list[str]) -> None:
    assert render(tex) == rows


def test_an_outer_fraction_bar_is_longer_than_an_inner_one() -> None:
    rows = render(r"\frac{\frac{1}{x}}{2}")
    bars = [row.count("─") for row in rows if "─" in row]
    assert bars == [3, 5]
