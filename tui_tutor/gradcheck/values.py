"""Returned values against expected ones: for functions that are not gradients."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui_tutor.gradcheck.diagnosis import VALUE, Compared, Evidence, diagnose_values
from tui_tutor.gradcheck.record import GradientReport, ParameterCheck, overall
from tui_tutor.report import Diagnosis, Verdict

RELATIVE = 1e-9
NUMBERS = "biufc"


def compare_values(answer: Mapping[str, Any], expected: Mapping[str, Any]) -> GradientReport:
    """Every array of `answer` against the expected one: keys, shape, kind of numbers, NaNs, then values.

    Floats and complex numbers may differ by 1e-9 of the largest expected entry; integers and booleans must be
    equal. A float is accepted where integers are expected if it holds exactly those; booleans and numbers
    never stand for each other. Further keys of `answer` are ignored.
    """
    checks, diagnoses = {}, _keys(answer, expected)
    plain = {}
    for name, wanted in expected.items():
        given = np.asarray(answer[name]) if name in answer else None
        checks[name], fault = _compared(name, given, np.asarray(wanted))
        diagnoses += [] if fault is None else [fault]
        if (
            given is not None
            and fault is None
            and {given.dtype.kind, np.asarray(wanted).dtype.kind} <= set("fiu")
        ):
            plain[name] = _evidence(checks[name])
    verdict = "wrong" if diagnoses else overall(check.verdict for check in checks.values())
    if verdict == "wrong":
        with np.errstate(all="ignore"):
            diagnoses += diagnose_values(Evidence(plain, words=VALUE))
    return GradientReport(verdict, checks, tuple(diagnoses))


def same_arrays(a: Any, b: Any, rtol: float = RELATIVE) -> bool:
    """Whether two arrays are equal: shape, places of NaN and infinity, and rtol of the largest entry."""
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or a.dtype.kind not in NUMBERS or b.dtype.kind not in NUMBERS:
        return False
    return bool(np.all(_distance(a, b) <= rtol * max(_largest(a), _largest(b))))


def _distance(a: NDArray[Any], b: NDArray[Any]) -> NDArray[np.float64]:
    """|a - b| with equal infinities and two NaNs at distance 0, everything else that is not finite at inf."""
    with np.errstate(all="ignore"):
        distance = np.abs(a * 1.0 - b * 1.0)
        equal = (a == b) | (np.isnan(a) & np.isnan(b))
    return np.where(equal, 0.0, np.where(np.isfinite(distance), distance, np.inf))


def _largest(array: NDArray[Any]) -> float:
    sizes = np.abs(array * 1.0)
    return float(np.max(sizes, initial=0, where=np.isfinite(sizes)))


def _compared(
    name: str, given: NDArray[Any] | None, wanted: NDArray[Any]
) -> tuple[ParameterCheck, Diagnosis | None]:
    """One array's record, and what is wrong with it before its values."""
    exact = wanted.dtype.kind in "biu"
    bounds = np.full(wanted.shape, 0.0 if exact else RELATIVE * _largest(wanted))
    if given is None:
        nothing = np.full(wanted.shape, np.nan)
        return ParameterCheck(
            name, "undecided", nothing, wanted, bounds, "there is no value to compare"
        ), None
    fault = (
        _kind(name, given, wanted)
        or _shape(name, given, wanted)
        or _not_finite(name, given, wanted)
        or _short(name, given, wanted, bounds)
    )
    agrees = fault is None and bool(np.all(_distance(given, wanted) <= bounds))
    verdict: Verdict = "correct" if agrees else "wrong"
    shapes = f"yours has shape {given.shape}, expected {wanted.shape}"
    note = shapes if fault is not None and fault.kind == "shape" else None
    return ParameterCheck(name, verdict, given, wanted, bounds, note), fault


def _evidence(check: ParameterCheck) -> Compared:
    """Values for the hypotheses that gradients have too: a factor, a sign, a transpose, one entry."""
    given, wanted = np.asarray(check.analytic, np.float64), np.asarray(check.numeric, np.float64)
    bars = np.full(wanted.shape, float(np.max(check.error_bounds, initial=0)))
    return Compared(
        check.name, check.verdict, given, wanted, bars, np.zeros(wanted.shape), wanted.shape, True
    )


def _keys(answer: Mapping[str, Any], expected: Mapping[str, Any]) -> list[Diagnosis]:
    missing = ", ".join(name for name in expected if name not in answer)
    if not missing:
        return []
    message = f"There is no value for {missing}. Expected: {', '.join(expected)}."
    return [Diagnosis("keys", None, message, {"missing": missing})]


def _shape(name: str, given: NDArray[Any], wanted: NDArray[Any]) -> Diagnosis | None:
    if given.shape == wanted.shape:
        return None
    message = f"{name} has shape {given.shape}, and the expected shape is {wanted.shape}."
    if same_arrays(given.T, wanted):
        message += " It is the transpose of the right array."
    elif given.size == wanted.size and same_arrays(given.ravel(), wanted.ravel()):
        message += " The numbers are right, only the axes are not: look at keepdims and reshape."
    return Diagnosis("shape", name, message, {"given": str(given.shape), "expected": str(wanted.shape)})


def _kind(name: str, given: NDArray[Any], wanted: NDArray[Any]) -> Diagnosis | None:
    """Booleans, numbers and anything else do not stand for each other; complex may not stand for real."""
    got, want = given.dtype.kind, wanted.dtype.kind
    if got in NUMBERS and (got == "b") == (want == "b") and (got != "c" or want == "c"):
        return None
    message = f"{name} holds {given.dtype} values, and {wanted.dtype} values are expected."
    return Diagnosis("dtype", name, message, {"given": str(given.dtype), "expected": str(wanted.dtype)})


def _not_finite(name: str, given: NDArray[Any], wanted: NDArray[Any]) -> Diagnosis | None:
    count = int(np.count_nonzero(~np.isfinite(given) & np.isfinite(wanted)))
    if not count:
        return None
    message = (
        f"{count} of {given.size} entries of {name} are NaN or infinite where a number is expected. Look for "
        "a division by 0, the log of 0, or exp of a large number."
    )
    return Diagnosis("non-finite", name, message, {"count": float(count)})


def _short(
    name: str, given: NDArray[Any], wanted: NDArray[Any], bounds: NDArray[np.float64]
) -> Diagnosis | None:
    """Floats of fewer digits than expected, right to the digits that they have."""
    if given.dtype.kind != "f" or wanted.dtype.kind != "f" or given.dtype.itemsize >= wanted.dtype.itemsize:
        return None
    rounding = float(np.finfo(given.dtype).eps) * _largest(wanted)
    distance = _distance(given, wanted)
    if np.all(distance <= bounds) or not np.all(distance <= rounding):
        return None
    message = (
        f"{name} holds {given.dtype} values that agree to the digits that {given.dtype} has, and {wanted.dtype} is "
        "expected. Where does the type change?"
    )
    return Diagnosis("dtype", name, message, {"given": str(given.dtype), "expected": str(wanted.dtype)})
