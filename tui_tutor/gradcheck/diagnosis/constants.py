"""A constant with a name: is 0.2 one over n, and 0.5 a half?"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from tui_tutor.gradcheck.diagnosis.evidence import Size

EXACT = 1e-5
PLAIN = {"1": 1.0, "2": 2.0, "1/2": 0.5, "4": 4.0, "1/4": 0.25}
FAMILIES = ("plain", "size", "root", "unknown")


@dataclass(frozen=True)
class Constant:
    """A ratio and what it equals: `family` is one of FAMILIES, `legend` explains the sizes in `text`."""

    value: float
    text: str
    family: str
    legend: str = ""

    @property
    def phrase(self) -> str:
        """The number, with its name where that says more: "0.2 (1/n, n = 5)"."""
        number = f"{self.value:.9g}" if abs(self.value - 1) < 1e-2 else f"{self.value:.6g}"
        named = ", ".join(part for part in (self.text, self.legend) if part and part != number)
        return f"{number} ({named})" if named and self.family != "unknown" else number


@dataclass(frozen=True)
class _Candidate:
    text: str
    value: float
    family: str
    legend: str = ""

    @property
    def cost(self) -> tuple[int, int]:
        return FAMILIES.index(self.family), len(self.text)


def named(value: float, sizes: tuple[Size, ...]) -> Constant:
    """The simplest product of 1, 2, 4 and a size, two sizes or a root of one, or one over it, equal to
    |value|.

    The sign is kept in the text. Nothing fits within 1e-5: the number itself, family unknown.
    """
    sign = "-" if value < 0 else ""
    fitting = [c for c in _candidates(sizes) if abs(abs(value) - c.value) <= EXACT * c.value]
    if value > 0:
        fitting = [
            c for c in fitting if c.value != 1
        ]  # what is 1 within 1e-5 and still wrong is not a plain 1
    if not fitting:
        return Constant(value, f"{value:.6g}", "unknown")
    best = min(fitting, key=lambda candidate: candidate.cost)
    return Constant(value, sign + best.text, best.family, _also(best, fitting))


def _also(best: _Candidate, fitting: list[_Candidate]) -> str:
    """The legend of a size; for a plain constant, the size that it may just as well be."""
    if best.family != "plain":
        return best.legend
    sizes = [c for c in fitting if c.family == "size"]
    return f"or {sizes[0].text}, {sizes[0].legend}" if sizes and best.text not in ("1", "4", "1/4") else ""


def _candidates(sizes: tuple[Size, ...]) -> Iterator[_Candidate]:
    for text, value in PLAIN.items():
        yield _Candidate(text, value, "plain")
    products = [(size.symbol, float(size.value), "size", size.legend) for size in sizes]
    products += [
        (f"{a.symbol}*{b.symbol}", float(a.value * b.value), "size", f"{a.legend}, {b.legend}")
        for a, b in itertools.combinations(sizes, 2)
    ]
    products += [(f"sqrt({size.symbol})", size.value**0.5, "root", size.legend) for size in sizes]
    for symbol, value, family, legend in products:
        under = f"({symbol})" if "*" in symbol else symbol
        yield _Candidate(symbol, value, family, legend)
        yield _Candidate(f"1/{under}", 1 / value, family, legend)
        for text, times in (("2", 2.0), ("4", 4.0)):
            yield _Candidate(f"{text}*{symbol}", times * value, family, legend)
            yield _Candidate(f"{text}/{under}", times / value, family, legend)
            yield _Candidate(f"{symbol}/{text}", value / times, family, legend)
            yield _Candidate(f"1/({text}*{symbol})", 1 / (times * value), family, legend)


def why(constant: Constant) -> str:
    """What a constant ratio usually means."""
    size, family = abs(constant.value), constant.family
    if abs(constant.value - 1) < 1e-2:
        return (
            "That is nearly right: an epsilon that only one of the two has, a rounded constant or float32 "
            "numbers look like this."
        )
    if family == "plain" and size < 1:
        return (
            "A constant ratio is a constant that is missing: a square, as in a mean of squares, brings a "
            "2 when it is differentiated."
        )
    if family == "plain":
        return (
            "A constant ratio is a constant too many: is a 2 counted twice, or does the loss have a 1/2 that "
            "cancels it?"
        )
    if family == "size" and size > 1:
        return "A mean in the loss divides by its number of terms, and here that division is missing."
    if family == "size":
        return "Here is one division too many: is a mean taken twice, or over more than the loss takes it?"
    if family == "root":
        return "Scores are scaled by a square root of a size: that belongs in the gradient exactly once."
    return (
        "So everything is right up to one constant: look for a number that multiplies or divides in the loss "
        "and not in your gradient, or the other way round."
    )
