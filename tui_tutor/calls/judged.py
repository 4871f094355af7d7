"""The answer on one draw, judged: as a gradient of the problem's loss, or as a value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.foreign import offer_authors_tools
from tui_tutor.calls.numeric import with_lesson_numbers
from tui_tutor.calls.problem import Posed, Problem, ProblemError
from tui_tutor.calls.selection import chosen_loss
from tui_tutor.calls.submission import RESULT, AnswerError, Submission, as_arrays, call_by_name
from tui_tutor.report import Diagnosis, ParameterResult, Verdict


@dataclass(frozen=True)
class Judged:
    """What one draw says."""

    label: str
    verdict: Verdict
    results: tuple[ParameterResult, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    notes: tuple[str, ...] = ()
    sizes: dict[str, int] = None  # type: ignore[assignment]
    raised: bool = False
    intermediates: tuple[str, ...] = ()


def judge_draw(
    problem: Problem, posed: Posed, answer: Arrays, run: dict[str, Any], request: dict[str, Any]
) -> Judged:
    """The verdict on one draw. An exception of the learner's code on this draw is wrong, and says where."""
    sizes = _sizes(posed)
    if "raised" in run:
        return Judged(
            posed.label, "wrong", diagnoses=(_stopped(posed.label, run["raised"]),), sizes=sizes, raised=True
        )
    if problem.has("loss"):
        judged = _gradient(problem, posed, answer, request, sizes)
    else:
        judged = _value(problem, posed, answer)
    return replace(judged, sizes=sizes)


def _sizes(posed: Posed) -> dict[str, int]:
    try:
        return {str(name): int(size) for name, size in dict(posed.draw.get("sizes") or {}).items()}
    except (TypeError, ValueError) as error:
        raise ProblemError("draw must put names and whole numbers under 'sizes', as in {'n': 5}") from error


def _gradient(
    problem: Problem, posed: Posed, answer: Arrays, request: dict[str, Any], sizes: dict[str, int]
) -> Judged:
    _, loss_fn = chosen_loss(request.get("losses", ()), request.get("loss"))
    params = {name: np.array(array, dtype=float) for name, array in posed.draw["params"].items()}
    answer = _under_its_name(answer, params)
    probes = _probes(problem, posed, answer, request)
    loss = problem.loss(posed.draw, loss_fn, probes)
    point = {**params, **probes}
    _is_a_loss(loss, point)
    report = gradcheck.compare(loss, answer, point, sizes=sizes)
    results = report.results(posed.label)
    if posed.label == "shown":
        results, note = with_lesson_numbers(results, report, loss, point, request.get("h", 1e-4))
    else:
        note = ()
    return Judged(
        posed.label,
        report.verdict,
        results,
        report.diagnoses,
        (*report.notes, *note),
        intermediates=tuple(name for name in request.get("intermediates", ()) if name in probes),
    )


def _is_a_loss(loss: Callable[[Arrays], Any], point: Arrays) -> None:
    """Raises ProblemError unless the loss is one number, and the same one when it is asked again."""
    first, again = (loss({name: array.copy() for name, array in point.items()}) for _ in range(2))
    number = np.asarray(first)
    if number.size != 1 or number.dtype.kind not in "fiub":
        raise ProblemError(
            f"loss must return one real number, not {number.dtype} values of shape {number.shape}"
        )
    if np.isfinite(number.item()) and np.asarray(again).item() != number.item():
        raise ProblemError("two calls of loss differ: draw random numbers in draw, from its rng")


def _value(problem: Problem, posed: Posed, answer: Arrays) -> Judged:
    offer_authors_tools()
    value = problem.function("expected")(posed.draw)
    try:
        expected = as_arrays(value)
    except AnswerError as error:
        raise ProblemError(
            "expected must return an array of numbers, or a dict or tuple of such arrays"
        ) from error
    report = gradcheck.compare_values(answer, expected)
    return Judged(posed.label, report.verdict, report.results(posed.label), report.diagnoses, report.notes)


def _under_its_name(answer: Arrays, params: Arrays) -> Arrays:
    """A bare array is the gradient of the only parameter there is."""
    if len(params) == 1 and list(answer) == [RESULT]:
        return {next(iter(params)): answer[RESULT]}
    return answer


def _probes(problem: Problem, posed: Posed, answer: Arrays, request: dict[str, Any]) -> Arrays:
    """Zeros in the shapes of the intermediates that the answer gives, as the official solution has them."""
    asked: Sequence[str] = [name for name in request.get("intermediates", ()) if name in answer]
    if not asked:
        return {}
    offer_authors_tools()
    solution = problem.function(request["function"])
    use = problem.function("use") if request.get("has_use") else None
    right = (
        Submission(solution, use, None).call(posed.draw)
        if use
        else as_arrays(call_by_name(solution, posed.draw))
    )
    return {name: np.zeros(right[name].shape) for name in asked if name in right}


def _stopped(label: str, raised: dict[str, Any]) -> Diagnosis:
    frames = raised.get("frames") or []
    where = f" in line {frames[-1]['line']}" if frames else ""
    shapes = "; ".join(raised.get("operands") or [])
    seen = f" There, {shapes}." if shapes else ""
    return Diagnosis(
        "shown-data-only",
        None,
        f"your code runs on the shown data and stops with {raised['type']}{where} on {label} data.{seen} "
        "Which size did the shown data let you take for granted?",
    )
