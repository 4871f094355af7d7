"""The answer on one draw, judged: as a gradient of the problem's loss, or as a value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.example import first_difference
from tui_tutor.calls.foreign import offer_authors_tools
from tui_tutor.calls.numeric import MAX_ENTRIES, with_lesson_numbers
from tui_tutor.calls.official import official
from tui_tutor.calls.problem import MOVED, SHOWN, Posed, Problem, ProblemError
from tui_tutor.calls.selection import chosen_loss
from tui_tutor.calls.submission import RESULT, AnswerError, as_arrays
from tui_tutor.report import Convergence, Diagnosis, ParameterResult, Verdict

FEW_ENTRIES = 64


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
    problem: Problem,
    posed: Posed,
    answer: Arrays,
    run: dict[str, Any],
    request: dict[str, Any],
    *,
    briefly: bool = False,
) -> Judged:
    """The verdict on one draw. An exception of the learner's code on this draw is wrong, and says where.

    `briefly`: another draw has shown a mistake already, so large arrays are not looked at closely.
    """
    sizes = _sizes(posed)
    if "raised" in run:
        return Judged(
            posed.label, "wrong", diagnoses=(_stopped(posed.label, run["raised"]),), sizes=sizes, raised=True
        )
    if problem.has("loss"):
        judged = _gradient(problem, posed, answer, request, sizes, briefly)
    else:
        judged = _value(problem, posed, answer, request, sizes)
    if posed.label not in (SHOWN, MOVED):
        judged = replace(judged, diagnoses=_without_entries(judged.diagnoses))
    return replace(judged, sizes=sizes)


def _without_entries(diagnoses: tuple[Diagnosis, ...]) -> tuple[Diagnosis, ...]:
    """Those that quote no expected entry: hidden data are described, and never shown."""
    quoting = {"numeric", "difference"}
    return tuple(diagnosis for diagnosis in diagnoses if not quoting & diagnosis.evidence.keys())


def _sizes(posed: Posed) -> dict[str, int]:
    try:
        return {str(name): int(size) for name, size in dict(posed.draw.get("sizes") or {}).items()}
    except (TypeError, ValueError) as error:
        raise ProblemError("draw must put names and whole numbers under 'sizes', as in {'n': 5}") from error


def _gradient(
    problem: Problem,
    posed: Posed,
    answer: Arrays,
    request: dict[str, Any],
    sizes: dict[str, int],
    briefly: bool,
) -> Judged:
    _, loss_fn = chosen_loss(request.get("losses", ()), request.get("loss"))
    params = {name: np.array(array, dtype=float) for name, array in posed.draw["params"].items()}
    answer = under_its_name(answer, params)
    probes = _probes(problem, posed, answer, request)
    loss = problem.loss(posed.draw, loss_fn, probes)
    point = {**params, **probes}
    _is_a_loss(loss, point)
    inputs = {name: value for name, value in posed.draw.items() if isinstance(value, np.ndarray)}
    large = sum(array.size for array in point.values()) > MAX_ENTRIES
    entries = FEW_ENTRIES if briefly and large else MAX_ENTRIES
    report = gradcheck.compare(loss, answer, point, inputs=inputs, sizes=sizes, entries=entries)
    results = report.results(posed.label)
    if posed.label == SHOWN:
        results, note = with_lesson_numbers(results, report, loss, point, request.get("h", 1e-4))
        results = _with_pictures(results, gradcheck.convergence(loss, answer, point))
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


def _with_pictures(
    results: Sequence[ParameterResult], pictures: dict[str, Convergence]
) -> tuple[ParameterResult, ...]:
    return tuple(msgspec.structs.replace(result, convergence=pictures.get(result.name)) for result in results)


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


def _value(
    problem: Problem, posed: Posed, answer: Arrays, request: dict[str, Any], sizes: dict[str, int]
) -> Judged:
    offer_authors_tools()
    value = problem.function("expected")(posed.draw)
    try:
        expected = as_arrays(value)
    except AnswerError as error:
        raise ProblemError(
            "expected must return an array of numbers, or a dict or tuple of such arrays"
        ) from error
    report = gradcheck.compare_values(answer, expected)
    results = list(report.results(posed.label))
    wrong = next((i for i, result in enumerate(results) if result.verdict == "wrong"), None)
    if wrong is not None:
        name = results[wrong].name
        if posed.label == SHOWN:
            seen = first_difference(problem, posed.draw, request, name, answer[name], expected[name])
        else:
            seen = f"it differs where {in_words(sizes)}" if sizes else None
        told = "; ".join(text for text in (results[wrong].note, seen) if text)
        results[wrong] = msgspec.structs.replace(results[wrong], note=told or None)
    return Judged(posed.label, report.verdict, tuple(results), report.diagnoses, report.notes)


def in_words(sizes: dict[str, int]) -> str:
    """Sizes as a sentence names them: n = 5, d = 3."""
    return ", ".join(f"{name} = {size}" for name, size in sizes.items())


def under_its_name(answer: Arrays, params: Arrays) -> Arrays:
    """A bare array is the gradient of the only parameter there is."""
    if len(params) == 1 and list(answer) == [RESULT]:
        return {next(iter(params)): answer[RESULT]}
    return answer


def _probes(problem: Problem, posed: Posed, answer: Arrays, request: dict[str, Any]) -> Arrays:
    """Zeros in the shapes of the intermediates that the answer gives, as the official solution has them."""
    asked: Sequence[str] = [name for name in request.get("intermediates", ()) if name in answer]
    if not asked:
        return {}
    right = official(problem, posed.draw, request)
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
