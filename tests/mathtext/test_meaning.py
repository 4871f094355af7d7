"""One line must mean what the formula means: it is read back, by two kinds of readers, and computed.

The formulas are random. A line is read once by someone for whom 1/2x is (1/2)x, and once by someone
for whom it is 1/(2x). Both have to find the value that the formula has.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tui_tutor.mathtext import inline, unknown

VALUES = {"a": Fraction(2), "b": Fraction(3), "x": Fraction(5), "y": Fraction(7), "n": Fraction(11)}
SMALL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def root(value: Fraction) -> Fraction:
    """Stands for √, exactly computable; what matters is its argument."""
    return value * value + 1


def log(value: Fraction) -> Fraction:
    return value**3 + 2


@dataclass(frozen=True)
class Formula:
    """TeX, its value, and how tightly its outermost operation binds: 0 sum, 1 sign, 2 product, 3 atom."""

    tex: str
    value: Fraction
    binding: int

    def at_least(self, binding: int) -> str:
        return self.tex if self.binding >= binding else rf"\left( {self.tex} \right)"


def fraction(top: Formula, bottom: Formula) -> Formula:
    assume(bottom.value != 0)
    return Formula(rf"\frac{{{top.tex}}}{{{bottom.tex}}}", top.value / bottom.value, 3)


def power(base: Formula, exponent: int) -> Formula:
    assume(base.value != 0 and abs(base.value.numerator * base.value.denominator) < 10**12)
    return Formula(rf"{{{base.tex}}}^{{{exponent}}}", base.value**exponent, 3)


def build(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    pair = st.tuples(inner, inner)
    return st.one_of(
        pair.map(lambda p: Formula(f"{p[0].tex} + {p[1].at_least(2)}", p[0].value + p[1].value, 0)),
        pair.map(lambda p: Formula(f"{p[0].tex} - {p[1].at_least(2)}", p[0].value - p[1].value, 0)),
        pair.map(lambda p: Formula(f"{p[0].at_least(2)} {p[1].at_least(3)}", p[0].value * p[1].value, 2)),
        pair.map(
            lambda p: Formula(rf"{p[0].at_least(2)} \cdot {p[1].at_least(3)}", p[0].value * p[1].value, 2)
        ),
        pair.map(lambda p: fraction(*p)),
        st.tuples(inner, st.sampled_from([2, 3, -1])).map(lambda p: power(*p)),
        inner.map(lambda f: Formula(f"-{f.at_least(2)}", -f.value, 1)),
        inner.map(lambda f: Formula(rf"\sqrt{{{f.tex}}}", root(f.value), 3)),
        inner.map(lambda f: Formula(rf"\log \left( {f.tex} \right)", log(f.value), 3)),
        pair.map(lambda p: fraction(*p)).map(lambda f: Formula(rf"\log {f.tex}", log(f.value), 2)),
    )


atoms = st.sampled_from([Formula(name, value, 3) for name, value in VALUES.items()])
formulas = st.recursive(atoms, build, max_leaves=7)


class Reader:
    """Reads one line of text. `juxtaposed`: how xy binds, as · and / do (False) or more tightly (True)."""

    def __init__(self, text: str, juxtaposed: bool) -> None:
        text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda found: f"^({found[0].translate(SMALL)})", text).replace(
            "−", "-"
        )
        self.tokens = re.findall(r"log|\d+|\S", text)
        self.juxtaposed = juxtaposed

    def peek(self) -> str:
        return self.tokens[0] if self.tokens else ""

    def take(self, token: str) -> bool:
        if self.peek() != token:
            return False
        self.tokens.pop(0)
        return True

    def sum(self) -> Fraction:
        value = self.signed()
        while self.peek() in ("+", "-"):
            value += self.product() if self.take("+") else -self.product() if self.take("-") else 0
        return value

    def signed(self) -> Fraction:
        return -self.signed() if self.take("-") else self.product()

    def product(self) -> Fraction:
        value = self.term()
        while self.peek() and self.peek() not in "+-)":
            if self.take("/"):
                value /= self.term()
            else:
                self.take("·")
                value *= self.term()
        return value

    def term(self) -> Fraction:
        value = self.power()
        while self.juxtaposed and self.peek() and self.peek() not in "+-)·/":
            value *= self.power()
        return value

    def power(self) -> Fraction:
        value = self.atom()
        return value ** int(self.atom()) if self.take("^") else value

    def atom(self) -> Fraction:
        if self.take("("):
            value = self.sum()
            assert self.take(")")
            return value
        if self.take("√"):
            return root(self.atom())
        if self.take("log"):
            return log(self.atom())
        token = self.tokens.pop(0)
        return Fraction(int(token)) if token.isdecimal() else VALUES[token]


def read(text: str, juxtaposed: bool) -> Fraction:
    reader = Reader(text, juxtaposed)
    value = reader.sum()
    assert not reader.tokens, reader.tokens
    return value


def by_hand(tex: str, value: Fraction | int) -> Formula:
    return Formula(tex, Fraction(value), 0)


@settings(max_examples=400)
@given(formulas)
@example(by_hand(r"\frac{a + b}{x y}", Fraction(1, 7)))
@example(by_hand(r"\frac{a}{b} x", Fraction(10, 3)))
@example(by_hand(r"x \cdot \frac{a}{b}", Fraction(10, 3)))
@example(by_hand(r"a - \frac{\frac{x}{y}}{n}", 2 - Fraction(5, 77)))
def test_a_line_has_the_value_of_its_formula(formula: Formula) -> None:
    assert unknown(formula.tex) == frozenset()
    line = inline(formula.tex)
    assert read(line, juxtaposed=False) == formula.value, line
    assert read(line, juxtaposed=True) == formula.value, line


@pytest.mark.parametrize(
    ("tex", "line"),
    [
        (r"\frac{1}{2n}", "1/(2n)"),
        (r"\frac{1}{n}x", "(1/n) x"),
        (r"x\frac{1}{n}", "x (1/n)"),
        (r"-\frac{1}{n}", "−1/n"),
        (r"a / \frac{b}{c}", "a/(b/c)"),
        (r"\frac{x}{y}!", "(x/y)!"),
        (r"\log\frac{a}{b}", "log (a/b)"),
        (r"\frac{\log x}{2}", "(log x)/2"),
        (r"\frac{n(n-1)}{2}", "n(n − 1)/2"),
        (r"\frac{1}{n(n-1)}", "1/(n(n − 1))"),
        (r"\frac{1}{\max(a, b)}", "1/max(a, b)"),
        (r"\frac{\partial L}{\partial W}", "∂L/∂W"),
        (r"\frac{\partial^2 L}{\partial x \partial y}", "∂²L/(∂x∂y)"),
        (r"\frac{dL}{dx}", "dL/dx"),
        (r"\frac{1}{dx}", "1/(dx)"),
        (r"\sqrt{x_i^2}", "√(xᵢ²)"),
        (r"\sqrt{\hat v_t}", "√v̂ₜ"),
        (r"\sqrt{x}^2", "(√x)²"),
        (r"{W^{(l)}}^T", "(W⁽ˡ⁾)ᵀ"),
        (r"{a+b}^2", "(a + b)²"),
        (r"e^{z_i}", "e^(zᵢ)"),
        (r"e^{-x}", "e⁻ˣ"),
        (r"n^{-1/2}", "n^(−1/2)"),
        (r"\nabla_W L", "∇_W L"),
        (r"f_\theta(x)", "f_θ(x)"),
        (r"\sum_{b=0}^{k-1} x", "∑_(b=0)^(k−1) x"),
        (r"\overline{ab}", "bar(ab)"),
        (r"\overline{x^2} - \overline{x}^2", "bar(x²) − x̅²"),
        (r"\underbrace{x}_{a}^{2}", "[x, called a]²"),
        (r"W^{[l]} a^{[l-1]}", "W^[l] a^[l−1]"),
        (r"x_{i,j} w_{a,b}", "x_(i,j) w_(a,b)"),
    ],
)
def test_parentheses_stand_where_they_are_needed(tex: str, line: str) -> None:
    assert inline(tex) == line
