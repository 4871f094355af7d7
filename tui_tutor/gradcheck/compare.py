"""Given arrays against the numerical gradient at one point."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from tui_tutor.gradcheck.answer import Answer, read_answer
from tui_tutor.gradcheck.diagnosis import Compared, Evidence, Size, diagnose, named_sizes, sizes_of_shapes
from tui_tutor.gradcheck.judge import Judged, judge_array
from tui_tutor.gradcheck.other_data import other_data
from tui_tutor.gradcheck.point import Loss, NotOneNumberError, Point, private_copies
from tui_tutor.gradcheck.record import GradientReport, ParameterCheck, overall
from tui_tutor.gradcheck.scale import Scales, measure_scales

ENTRIES = 1024


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
    with np.errstate(all="ignore"):
        try:
            point = Point(loss, private_copies(params))
        except NotOneNumberError as error:
            return undecided(params, str(error))
        return compare_at(point, analytic, seed=seed, inputs=inputs or {}, sizes=known, entries=entries)


def compare_at(
    point: Point,
    gradient: Any,
    *,
    seed: int,
    inputs: Mapping[str, Any],
    sizes: tuple[Size, ...],
    entries: int,
) -> GradientReport:
    """The same at a point that already stands."""
    answer = read_answer(gradient, point.kept)
    if not np.isfinite(point.value):
        note = f"the loss is {point.value} at this point, so it has no gradient here to compare with"
        report = undecided(point.kept, *answer.notes, note)
        return replace(report, verdict="wrong", diagnoses=answer.faults) if answer.faults else report
    random = np.random.RandomState(seed)
    scales = measure_scales(point, random)
    checks = {name: _check(point, name, answer, scales, random, entries) for name in point.kept}
    verdict = "wrong" if answer.faults else overall(check.verdict for check in checks.values())
    if verdict == "correct" and not any(array.size for array in point.kept.values()):
        return undecided(point.kept, *answer.notes, "every parameter is empty, so nothing was compared")
    diagnoses = answer.faults
    if verdict == "wrong":
        arrays = {name: _compared(point, check, scales) for name, check in checks.items()}
        misshapen = {name: answer.given[name] for name in answer.misshapen}
        n = next((size.value for size in sizes if size.symbol == "n"), None)
        elsewhere = other_data(point, inputs, n, scales)
        diagnoses += diagnose(Evidence(arrays, sizes, elsewhere=elsewhere), misshapen)
    return GradientReport(verdict, checks, diagnoses, answer.notes)


def _check(
    point: Point, name: str, answer: Answer, scales: Scales, random: np.random.RandomState, entries: int
) -> ParameterCheck:
    """The record of one array; one that cannot be compared is measured all the same, for the diagnosis."""
    shape = point.kept[name].shape
    analytic = answer.comparable.get(name)
    judged = judge_array(
        point, name, np.zeros(shape) if analytic is None else analytic, scales, random, entries
    )
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


def _compared(point: Point, check: ParameterCheck, scales: Scales) -> Compared:
    """What a diagnosis may look at: all entries, or the measured ones, with bars that hold rounding."""
    fits = check.analytic.shape == check.numeric.shape and check.analytic.dtype.kind in "fiub"
    fits = fits and bool(np.all(np.isfinite(check.analytic)))
    every = [
        np.asarray(check.analytic, np.float64) if fits else np.zeros(check.numeric.shape),
        check.numeric,
        check.error_bounds + scales.nothing(check.name),
        point.kept[check.name],
    ]
    if check.measured is not None:
        every = [array.ravel()[check.measured] for array in every]
    analytic, numeric, error, parameter = every
    verdict = check.verdict if fits else "undecided"
    shape = point.kept[check.name].shape
    complete = check.measured is None
    return Compared(check.name, verdict, analytic, numeric, error, parameter, shape, complete, check.measured)


def undecided(params: Mapping[str, Any], *notes: str) -> GradientReport:
    """The report when there is no numerical gradient to compare with; the notes say why."""
    checks = {}
    for name, p in params.items():
        nothing = np.full(np.shape(p), np.nan)
        checks[name] = ParameterCheck(name, "undecided", nothing, nothing, np.full(np.shape(p), np.inf))
    return GradientReport("undecided", checks, (), notes)
