"""Hypotheses about data: the right formula, and not all samples, or every target against every prediction."""

import numpy as np

from tui_tutor.gradcheck.diagnosis.constants import named
from tui_tutor.gradcheck.diagnosis.elementwise import ratio
from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence
from tui_tutor.gradcheck.other_data import Elsewhere
from tui_tutor.report import Diagnosis

GLANCE = 4


def other_data(wrong: list[Compared], evidence: Evidence) -> Diagnosis | None:
    """The wrong arrays together are a gradient on other data, up to one constant that has a name.

    A glance at a few entries of each array comes first; then every measured entry must agree.
    """
    for word, elsewhere in evidence.elsewhere.items():
        if _constant(wrong, elsewhere, evidence, GLANCE) is None:
            continue
        constant = _constant(wrong, elsewhere, evidence, None)
        if constant is not None:
            return _said(word, wrong, constant)
    return None


def _constant(
    wrong: list[Compared], elsewhere: Elsewhere, evidence: Evidence, most: int | None
) -> str | None:
    """The constant between the wrong arrays and the gradient elsewhere, in words; None when there is none."""
    mine, theirs, bars = [], [], []
    for a in wrong:
        order = np.argsort(-np.abs(a.analytic.ravel()), kind="stable")[:most]
        found = elsewhere(a.name, a.positions[order])
        if found is None:
            return None
        mine.append(a.analytic.ravel()[order])
        theirs.append(found[0])
        bars.append(found[1])
    analytic, numeric, error = np.concatenate(mine), np.concatenate(theirs), np.concatenate(bars)
    if analytic.size < 2 or not np.all(np.isfinite(error)):
        return None  # one number is in some ratio to every other
    joint = Compared("", "wrong", analytic, numeric, error, analytic, analytic.shape, False)
    c = ratio(joint)
    if c is None:
        return None
    if joint.close(analytic, numeric):
        return "exactly"
    constant = named(c, evidence.sizes)
    return f"exactly {constant.phrase} times" if constant.family in ("plain", "size") else None


def _said(word: str, wrong: list[Compared], constant: str) -> Diagnosis:
    names = " and ".join(a.name for a in wrong)
    parameter = wrong[0].name if len(wrong) == 1 else None
    verb = "is" if len(wrong) == 1 else "are"
    if word in ("first", "last"):
        usual = {
            "first": "Is there an index [0] where all rows belong, or a return inside of the loop?",
            "last": "Does a loop over the samples assign where it should add, so that only the end remains?",
        }[word]
        message = f"Your {names} {verb} {constant} the gradient of the {word} sample alone. {usual}"
        return Diagnosis(f"{word}-sample", parameter, message, {"constant": constant})
    y = word.removeprefix("mean of ")
    message = (
        f"Your {names} {verb} {constant} what comes out when every entry of {y} is the mean of {y}. That "
        "happens when shapes (n, 1) and (n,) are subtracted: numpy silently makes (n, n), every prediction "
        f"minus every target. Print the shape of the difference."
    )
    return Diagnosis("broadcast", parameter, message, {"constant": constant, "array": y})
