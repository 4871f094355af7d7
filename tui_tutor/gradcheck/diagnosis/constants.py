"""A constant with a name: is 0.2 one over n, and 0.5 a half?"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from tui_tutor.gradcheck.diagnosis.evidence import Size
from tui_tutor.gradcheck.diagnosis.words import Words

EXACT = 1e-5
PLAIN = {"1": 1.0, "2": 2.0, "1/2": 0.5, "4": 4.0, "1/4": 0.25}
FAMILIES = ("plain", "size", "root", "unknown")


@dataclass(frozen=True)
class Constant:
    """A ratio and what it equals: `family` is one of FAMILIES, `legend` explains the sizes in `text`.

    `rival` is the size that a plain constant may just as well be, as it is when n is 2.
    """

    value: float
    text: str
    family: str
    legend: str = ""
    rival: str = ""

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
    named_by_size = [c for c in fitting if c.family == "size"]
    if best.family != "plain" or not named_by_size or best.text in ("1", "4", "1/4"):
        return Constant(value, sign + best.text, best.family, best.legend)
    rival = sign + named_by_size[0].text
    return Constant(value, sign + best.text, best.family, f"or {rival}, {named_by_size[0].legend}", rival)


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


def why(constant: Constant, words: Words) -> str:
    """What a constant ratio usually means."""
    size, family = abs(constant.value), constant.family
    if abs(constant.value - 1) < 1e-2:
        return (
            "That is nearly right: an epsilon that only one of the two has, a rounded constant or float32 "
            "numbers look like this."
        )
    if family == "unknown":
        return words.unknown
    if family == "root":
        return words.root
    by_size = words.undivided if size > 1 else words.divided
    if family == "size":
        return by_size
    plain = words.doubled if size > 1 else words.missing
    return f"{plain} And if it is {constant.rival}? {by_size}" if constant.rival else plain
