"""The order in which hypotheses are tried."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from numpy.typing import NDArray

from tui_tutor.gradcheck.diagnosis import elementwise, places, structure
from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence
from tui_tutor.gradcheck.diagnosis.samples import other_data
from tui_tutor.gradcheck.diagnosis.shapes import shape
from tui_tutor.gradcheck.diagnosis.softmax import softmax
from tui_tutor.report import Diagnosis

Hypothesis = Callable[[Compared, Evidence], Diagnosis | None]

SAMPLED: tuple[Hypothesis, ...] = (
    elementwise.zero,
    elementwise.single,
    elementwise.factor,
    elementwise.sign_only,
    elementwise.absolute,
    elementwise.entry,
    elementwise.penalty,
    elementwise.clipped,
)
COMPLETE: tuple[Hypothesis, ...] = (
    places.transposed,
    places.reversed_axis,
    places.one_row_or_column,
    places.other_order,
    places.swapped,
)
OF_VALUES = tuple(one for one in SAMPLED if one is not elementwise.penalty) + COMPLETE


def diagnose(evidence: Evidence, misshapen: Mapping[str, NDArray[Any]]) -> tuple[Diagnosis, ...]:
    """Causes for the wrong arrays, the most specific first. `misshapen`: the arrays of the wrong shape."""
    found = [shape(given, evidence.arrays[name], evidence) for name, given in misshapen.items()]
    wrong = [a for a in evidence.having("wrong") if a.name not in misshapen]
    if wrong:
        whole = _whole(wrong, evidence) or other_data(wrong, evidence)
        found += _each(wrong, evidence) if whole is None else [whole]
    return tuple(found)


def diagnose_values(evidence: Evidence) -> tuple[Diagnosis, ...]:
    """What relates wrong values to the expected ones: numbers only, since no layer or penalty stands behind them."""
    wrong = evidence.having("wrong")
    whole = _whole(wrong, evidence)
    found = [_first(OF_VALUES, a, evidence) for a in wrong] if whole is None else [whole]
    return tuple(diagnosis for diagnosis in found if diagnosis is not None)


def _first(hypotheses: tuple[Hypothesis, ...], a: Compared, evidence: Evidence) -> Diagnosis | None:
    return next((found for one in hypotheses if (found := one(a, evidence))), None)


def _whole(wrong: list[Compared], evidence: Evidence) -> Diagnosis | None:
    """One explanation for all arrays at once: the same ratio everywhere, zeros, only signs, no minus left."""
    if len(wrong) < 2 or any(a.alive for a in evidence.having("correct")):
        return None
    shared = structure.common_ratio(wrong)
    if shared is not None:
        subject = " and ".join(
            f"{a.every[0].lower()}{a.every[1:]}" if at else a.every for at, a in enumerate(wrong)
        )
        if all(a.complete for a in wrong):
            subject = "Every entry of " + " and of ".join(a.name for a in wrong)
        return elementwise.factor_diagnosis(shared, None, subject, evidence)
    names = ", ".join(a.name for a in wrong)
    for hypothesis in (elementwise.zero, elementwise.sign_only, elementwise.absolute):
        first = hypothesis(replace(wrong[0], name=names), evidence)
        if first is not None and all(hypothesis(a, evidence) for a in wrong[1:]):
            return Diagnosis(first.kind, None, first.message, first.evidence)
    return None


def _each(wrong: list[Compared], evidence: Evidence) -> list[Diagnosis]:
    """One explanation for each array where there is one; the rest is explained by where it stands.

    The first wrong array in the middle comes first of all: what is made from it is wrong because of it.
    """
    blamed = evidence.first_in_the_middle
    if blamed is not None:
        wrong = [blamed, *(a for a in wrong if a is not blamed)]
    found = [(a, _one(a, evidence)) for a in wrong]
    explained = [diagnosis for _, diagnosis in found if diagnosis is not None]
    unexplained = [a for a, diagnosis in found if diagnosis is None]
    if blamed is not None and blamed in unexplained:
        explained.insert(0, softmax(unexplained, evidence) or structure.in_the_middle(blamed, evidence))
        unexplained.remove(blamed)
    back = structure.inner_layer(wrong, evidence) if blamed is None else None
    if back is not None and (len(explained) < len(wrong) or _a_shared_factor(wrong)):
        return [back]
    rest = [structure.own_line(a, evidence) for a in unexplained]
    if blamed is None:
        rest.insert(0, softmax(unexplained, evidence))
    return explained + [diagnosis for diagnosis in rest if diagnosis is not None]


def _one(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """The first hypothesis that explains one array; beside a right weight, a bias before a mere ratio."""
    return (
        _first(SAMPLED[:2], a, evidence)
        or (structure.bias_reduction(a, evidence) if elementwise.ratio(a) is not None else None)
        or _first(SAMPLED[2:] + (COMPLETE if a.complete else ()), a, evidence)
        or structure.bias_reduction(a, evidence)
    )


def _a_shared_factor(wrong: list[Compared]) -> bool:
    """Whether several arrays have one ratio: then the step before them has it, not each of them."""
    return len(wrong) > 1 and structure.common_ratio(wrong) is not None
