"""Hypotheses about every entry alone: a factor, a sign, zeros, a penalty, a limit. They fit a sample too."""

import numpy as np

from tui_tutor.gradcheck.diagnosis.constants import named, why
from tui_tutor.gradcheck.diagnosis.evidence import RELATIVE, Compared, Evidence
from tui_tutor.gradcheck.point import Array
from tui_tutor.report import Diagnosis


def ratio(a: Compared) -> float | None:
    """c with analytic = c * numeric: least squares, then every entry within its bar; or None."""
    squares = float(np.sum(a.numeric * a.numeric))
    if squares == 0 or not np.max(np.abs(a.numeric)) >= 20 * a.noise:
        return None
    c = float(np.sum(a.analytic * a.numeric)) / squares
    return c if c != 0 and a.close(a.analytic / c, a.numeric) else None


def zero(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """All zeros where something else is expected."""
    if np.any(a.analytic) or not np.any(a.off):
        return None
    message = (
        f"{a.every} is 0, and {evidence.against} is not. Is it filled in at all, does a mask "
        "let nothing through, or are terms summed that cancel?"
    )
    return Diagnosis("zero", a.name, message, {"largest": float(np.max(np.abs(a.numeric)))})


def factor(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """One constant times the right gradient; a sign when the constant is -1."""
    c = ratio(a)
    if c is None or a.single:
        return None
    return factor_diagnosis(c, a.name, a.every, evidence)


def factor_diagnosis(c: float, parameter: str | None, subject: str, evidence: Evidence) -> Diagnosis:
    """The sentence for a ratio that holds in every entry of `subject`."""
    constant = named(c, evidence.sizes)
    measured: dict[str, float | str] = {"ratio": c, "constant": constant.text}
    if constant.text == "-1":
        message = f"{subject} has the opposite sign of {evidence.against}. {evidence.words.minus}"
        return Diagnosis("sign", parameter, message, measured)
    message = (
        f"{subject} is exactly {constant.phrase} times {evidence.against}. {why(constant, evidence.words)}"
    )
    return Diagnosis("factor", parameter, message, measured)


def single(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """One number: a ratio, a difference and one wrong entry are the same, so both readings are given."""
    if not a.single:
        return None
    mine, right = float(a.analytic.flat[0]), float(a.numeric.flat[0])
    both = f"yours is {_digits(mine, right)}, {evidence.against} is {_digits(right, mine)}"
    start = f"{a.name} is one number: {both}."
    measured: dict[str, float | str] = {"difference": mine - right}
    c = ratio(a)
    if c is None:
        return Diagnosis("entry", a.name, f"{start} They differ by {mine - right:.6g}.", measured)
    constant = named(c, evidence.sizes)
    message = (
        f"{start} That is {constant.phrase} times it, or a difference of {mine - right:.6g}: one number "
        "cannot tell a wrong constant from a wrong term."
    )
    kind = "entry" if constant.family == "unknown" else "sign" if constant.text == "-1" else "factor"
    return Diagnosis(kind, a.name, message, {**measured, "ratio": c, "constant": constant.text})


def _digits(number: float, other: float) -> str:
    """A number with as many digits as it takes to tell it from the other."""
    digits = next((d for d in (6, 9, 12) if f"{number:.{d}g}" != f"{other:.{d}g}"), 17)
    return f"{number:.{digits}g}"


def sign_only(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """-1, 0 and 1 where the sign of the gradient is."""
    signs = np.isin(a.analytic, (-1.0, 0.0, 1.0))
    same = (np.sign(a.numeric) == a.analytic) | (np.abs(a.numeric) <= 2 * a.error)
    if a.single or not np.all(signs & same):
        return None
    message = (
        f"{a.name} holds only the signs of {evidence.against}: -1, 0 and 1. The size of each entry is "
        f"lost. {evidence.words.signs}"
    )
    return Diagnosis("sign-only", a.name, message)


def absolute(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """Right sizes, every minus lost."""
    if a.single or np.any(a.analytic < 0) or not a.close(a.analytic, np.abs(a.numeric)):
        return None
    message = (
        f"{a.every} has the right size, and every minus sign is lost. Is there a np.abs, a "
        "root of a square, or a length where a difference belongs?"
    )
    return Diagnosis("absolute", a.name, message)


def penalty(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """A difference that is a multiple of the parameter itself (L2), or of its sign (L1)."""
    for term, text in ((a.parameter, a.name), (np.sign(a.parameter), f"sign({a.name})")):
        c = None if a.single else _multiple(a, term)
        if c is not None:
            found = (
                "a penalty that the loss does not have"
                if c > 0
                else "a part of the penalty's derivative is missing"
            )
            message = (
                f"Your {a.name} differs from {evidence.against} by exactly {c:.6g} times {text}: {found}, "
                "or it is there with another constant. lambda * sum(W**2) has the derivative 2 * lambda * "
                "W."
            )
            return Diagnosis("penalty", a.name, message, {"coefficient": c, "term": text})
    return None


def _multiple(a: Compared, term: Array) -> float | None:
    """c with analytic - numeric = c * term in every entry, far above what noise could make; or None."""
    squares, difference = float(np.sum(term * term)), a.analytic - a.numeric
    if squares == 0:
        return None
    c = float(np.sum(difference * term)) / squares
    bars = 1e-4 * np.abs(c * term) + 2 * a.error + 0.5 * RELATIVE * np.abs(a.numeric)
    fits = bool(np.all(np.abs(difference - c * term) <= bars))
    noise = a.noise / np.sqrt(squares / a.analytic.size)
    return c if fits and abs(c) > 20 * noise else None


def clipped(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """Entries cut off at one size, the others right."""
    limit = float(np.max(np.abs(a.analytic), initial=0))
    at = np.abs(np.abs(a.analytic) - limit) <= 1e-12 * limit
    if (
        a.analytic.size < 3
        or at.sum() < 2
        or at.all()
        or np.any(np.abs(a.numeric[at]) < limit * (1 - RELATIVE))
    ):
        return None
    if not a.close(np.where(at, 0, a.analytic), np.where(at, 0, a.numeric)):
        return None
    message = (
        f"{a.name} is right up to {limit:.6g}, and {int(at.sum())} larger entries are cut off there. "
        f"{evidence.words.clipped}"
    )
    return Diagnosis("clipped", a.name, message, {"limit": limit, "count": float(at.sum())})


def entry(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """One entry is wrong and every other is right."""
    off = a.off
    if a.single or np.count_nonzero(off) != 1:
        return None
    flat = int(np.flatnonzero(off.ravel())[0])
    mine, right = float(a.analytic.flat[flat]), float(a.numeric.flat[flat])
    where = [int(i) for i in np.unravel_index(flat, a.shape)] if a.complete else ": one measured entry"
    message = (
        f"Only {a.name}{where} is wrong: yours is {_digits(mine, right)}, {evidence.against} is "
        f"{_digits(right, mine)}. All others agree, so the formula is right and something treats this "
        "entry apart: an index, a mask, an assignment."
    )
    return Diagnosis("entry", a.name, message, {"analytic": mine, "numeric": right, "where": str(where)})
