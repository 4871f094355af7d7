"""Given arrays against the numerical gradient at one point."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from tui_tutor.gradcheck.answer import Answer, read_answer
from tui_tutor.gradcheck.diagnosis import Compared, Evidence, Size, diagnose, named_sizes, sizes_of_shapes
from tui_tutor.gradcheck.judge import Judged, agrees_along, judge_array
from tui_tutor.gradcheck.other_data import other_data
from tui_tutor.gradcheck.point import Loss, NotOneNumberError
from tui_tutor.gradcheck.record import GradientReport, ParameterCheck, overall
from tui_tutor.gradcheck.ruler import ENTRIES, Ruler


def compare(
    loss: Loss,
    analytic: Mapping[str, Any],
    params: Mapping[str, Any],
    *,
    seed: int = 0,
    inputs: Mapping[str, Any] | None = None,
    sizes: Mapping[str, int] | None = None,
    entries: int = ENTRIES,
) -> GradientReport:
    """The verdict on given arrays at one point: keys, shapes, finiteness, values, and what is wrong.

    `loss` takes a dict of float64 arrays and returns one number; `analytic` should have the keys and shapes
    of `params`. `sizes` gives names to constants in a diagnosis, {"n": 5, "d": 2}. Up to `entries` entries of
    all arrays together are measured one by one; more are judged along directions, with a sample of them.
    `inputs` are arrays that the loss reads: for the diagnosis of a wrong answer they are changed for a moment,
    to recognise a gradient of the first sample alone, and put back. Exceptions of the loss pass. Raises
    TypeError when `params` holds something else than real numbers.
    """
    if sizes is None:
        known = sizes_of_shapes({name: np.shape(p) for name, p in params.items()})
    else:
        known = named_sizes(sizes)
    try:
        ruler = Ruler.at(loss, params, seed=seed, entries=entries)
    except NotOneNumberError as error:
        return undecided(params, str(error))
    return explained(compared(ruler, analytic), ruler, inputs or {}, known)


@np.errstate(all="ignore")
def agrees(ruler: Ruler, gradient: Any) -> bool:
    """Whether a gradient is right beyond doubt: keys, shapes, and every array along random directions.

    It costs two losses an array where the loss is smooth. A no says nothing: compare it.
    """
    answer = read_answer(gradient, ruler.point.kept)
    if answer.faults or answer.comparable.keys() != ruler.point.kept.keys():
        return False
    if not np.isfinite(ruler.point.value) or not any(array.size for array in ruler.point.kept.values()):
        return False
    return all(agrees_along(ruler, name, analytic) for name, analytic in answer.comparable.items())


@np.errstate(all="ignore")
def compared(ruler: Ruler, gradient: Any) -> GradientReport:
    """The verdict on given arrays at the ruler's point, without the causes of what is wrong with their values."""
    point, answer = ruler.point, read_answer(gradient, ruler.point.kept)
    if not np.isfinite(point.value):
        note = f"the loss is {point.value} at this point, so it has no gradient here to compare with"
        report = undecided(point.kept, *answer.notes, note)
        return replace(report, verdict="wrong", diagnoses=answer.faults) if answer.faults else report
    checks = {name: _check(ruler, name, answer) for name in point.kept}
    verdict = "wrong" if answer.faults else overall(check.verdict for check in checks.values())
    if verdict == "correct" and not any(array.size for array in point.kept.values()):
        return undecided(point.kept, *answer.notes, "every parameter is empty, so nothing was compared")
    return GradientReport(verdict, checks, answer.faults, answer.notes)


@np.errstate(all="ignore")
def explained(
    report: GradientReport,
    ruler: Ruler,
    inputs: Mapping[str, Any],
    sizes: tuple[Size, ...],
    middle: tuple[str, ...] = (),
) -> GradientReport:
    """A wrong report with the causes of its wrong arrays behind what is already said; any other as it is.

    `middle` names what is no parameter but lies between them, such as dZ2, in the order of the way back.
    """
    if report.verdict != "wrong" or not np.isfinite(ruler.point.value):
        return report
    arrays = {name: _evidence(ruler, check) for name, check in report.parameters.items()}
    misshapen = {name: check.analytic for name, check in report.parameters.items() if check.misshapen}
    n = next((size.value for size in sizes if size.symbol == "n"), None)
    elsewhere = other_data(ruler.point, inputs, n, ruler.scales)
    causes = diagnose(Evidence(arrays, sizes, elsewhere=elsewhere, middle=middle), misshapen)
    return replace(report, diagnoses=(*report.diagnoses, *causes))


def _check(ruler: Ruler, name: str, answer: Answer) -> ParameterCheck:
    """The record of one array; one that cannot be compared is measured all the same, for the diagnosis."""
    shape = ruler.point.kept[name].shape
    analytic = answer.comparable.get(name)
    judged = judge_array(ruler, name, np.zeros(shape) if analytic is None else analytic)
    verdict = judged.verdict
    if analytic is None:
        verdict = "wrong" if name in answer.given else "undecided"
    return ParameterCheck(
        name=name,
        verdict=verdict,
        analytic=answer.given.get(name, np.full(shape, np.nan)) if analytic is None else analytic,
        numeric=judged.numeric.reshape(shape),
        error_bounds=judged.error.reshape(shape),
        note=_note(name, answer, judged, shape),
        kink=bool(judged.kinks),
        measured=judged.measured,
    )


def _note(name: str, answer: Answer, judged: Judged, shape: tuple[int, ...]) -> str | None:
    if name not in answer.given:
        return "there is no gradient to compare"
    if name in answer.misshapen:
        return f"your gradient has shape {answer.given[name].shape}, the parameter {shape}"
    if judged.no_influence:
        return "the loss does not depend on this parameter: its gradient is exactly 0"
    if judged.kinks:
        position, kink = next(iter(judged.kinks.items()))
        where = [int(i) for i in np.unravel_index(position, shape)]
        more = f" and at {len(judged.kinks) - 1} more entries" if len(judged.kinks) > 1 else ""
        low, high = (0.0 if abs(s) < 1e-9 * (kink.high - kink.low) else s for s in (kink.low, kink.high))
        told = "every value between them is accepted"
        if judged.verdict == "undecided":
            told = "a value outside of both cannot be judged at this point"
        return (
            f"the loss has a kink at {where}{more}: its slopes there are {low:.6g} and {high:.6g}, and {told}"
        )
    if judged.verdict == "undecided":
        return "the loss is too noisy or too flat here: no numerical gradient is exact enough to judge yours"
    return None


def _evidence(ruler: Ruler, check: ParameterCheck) -> Compared:
    """What a diagnosis may look at: all entries, or the measured ones, with bars that hold rounding."""
    fits = check.analytic.shape == check.numeric.shape and check.analytic.dtype.kind in "fiub"
    fits = fits and bool(np.all(np.isfinite(check.analytic)))
    every = [
        np.asarray(check.analytic, np.float64) if fits else np.zeros(check.numeric.shape),
        check.numeric,
        check.error_bounds + ruler.scales.nothing(check.name),
        ruler.point.kept[check.name],
    ]
    if check.measured is not None:
        every = [array.ravel()[check.measured] for array in every]
    analytic, numeric, error, parameter = every
    verdict = check.verdict if fits else "undecided"
    shape = ruler.point.kept[check.name].shape
    complete = check.measured is None
    return Compared(check.name, verdict, analytic, numeric, error, parameter, shape, complete, check.measured)


def undecided(params: Mapping[str, Any], *notes: str) -> GradientReport:
    """The report when there is no numerical gradient to compare with; the notes say why."""
    checks = {}
    for name, p in params.items():
        nothing = np.full(np.shape(p), np.nan)
        checks[name] = ParameterCheck(name, "undecided", nothing, nothing, np.full(np.shape(p), np.inf))
    return GradientReport("undecided", checks, (), notes)
