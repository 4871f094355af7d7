"""The answer on one draw, judged: as a gradient of the problem's loss, or as a value."""

from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.example import first_difference
from tui_tutor.calls.ground import Ground
from tui_tutor.calls.numeric import with_lesson_numbers
from tui_tutor.calls.problem import MOVED, SHOWN
from tui_tutor.report import Diagnosis, ParameterResult, Verdict, on


@dataclass(frozen=True)
class Judged:
    """What one draw says."""

    label: str
    verdict: Verdict
    results: tuple[ParameterResult, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    notes: tuple[str, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)
    raised: bool = False
    intermediates: tuple[str, ...] = ()


def judge_draw(
    ground: Ground,
    answer: Arrays,
    run: dict[str, Any],
    request: dict[str, Any],
    chosen: str | None,
    *,
    first: bool,
) -> Judged:
    """The verdict on one draw. An exception of the learner's code on this draw is wrong, and says where.

    `chosen` is the loss that the answer names. Only the `first` draw that is wrong is asked for causes.
    """
    if "raised" in run:
        stopped = _stopped(ground.label, run["raised"])
        return Judged(ground.label, "wrong", diagnoses=(stopped,), sizes=ground.sizes, raised=True)
    if ground.problem.has("loss"):
        judged = _gradient(ground, answer, chosen, first)
    else:
        judged = _value(ground, answer, request)
    if ground.label not in (SHOWN, MOVED):
        judged = replace(judged, diagnoses=_without_entries(judged.diagnoses))
    return judged


def _without_entries(diagnoses: tuple[Diagnosis, ...]) -> tuple[Diagnosis, ...]:
    """Those that quote no expected entry: hidden data are described, and never shown."""
    quoting = {"numeric", "difference"}
    return tuple(diagnosis for diagnosis in diagnoses if not quoting & diagnosis.evidence.keys())


def _gradient(ground: Ground, answer: Arrays, chosen: str | None, first: bool) -> Judged:
    answer = ground.under_its_name(answer)
    ruler, intermediates = ground.ruler(answer, chosen), ground.intermediates(answer)
    if ground.label != SHOWN and gradcheck.agrees(ruler, answer):
        results = tuple(
            ParameterResult(name=name, shape=array.shape, verdict="correct", draw=ground.label)
            for name, array in ruler.point.kept.items()
        )
        return Judged(ground.label, "correct", results, sizes=ground.sizes, intermediates=intermediates)
    if not first:
        report = gradcheck.compared(ground.ruler(answer, chosen, briefly=True), answer)
    else:
        report = gradcheck.compared(ruler, answer)
        sizes = gradcheck.named_sizes(ground.sizes)
        report = gradcheck.explained(report, ruler, ground.inputs, sizes, intermediates)
    results, notes = report.results(ground.label), report.notes
    if ground.label == SHOWN:
        results, more = with_lesson_numbers(results, report, ground.lesson_gradient(answer, chosen))
        notes += more
    return Judged(
        ground.label,
        report.verdict,
        results,
        report.diagnoses,
        notes,
        ground.sizes,
        intermediates=intermediates,
    )


def _value(ground: Ground, answer: Arrays, request: dict[str, Any]) -> Judged:
    report = gradcheck.compare_values(answer, ground.expected)
    results = list(report.results(ground.label))
    wrong = next((i for i, result in enumerate(results) if result.verdict == "wrong"), None)
    if wrong is not None:
        name = results[wrong].name
        if ground.label == SHOWN:
            seen = first_difference(
                ground.problem, ground.draw, request, name, answer[name], ground.expected[name]
            )
        else:
            seen = f"it differs where {in_words(ground.sizes)}" if ground.sizes else None
        told = "; ".join(text for text in (results[wrong].note, seen) if text)
        results[wrong] = msgspec.structs.replace(results[wrong], note=told or None)
    return Judged(
        ground.label, report.verdict, tuple(results), report.diagnoses, report.notes, sizes=ground.sizes
    )


def in_words(sizes: dict[str, int]) -> str:
    """Sizes as a sentence names them: n = 5, d = 3."""
    return ", ".join(f"{name} = {size}" for name, size in sizes.items())


def _stopped(label: str, raised: dict[str, Any]) -> Diagnosis:
    frames = raised.get("frames") or []
    where = f" in line {frames[-1]['line']}" if frames else ""
    shapes = "; ".join(raised.get("operands") or [])
    seen = f" There, {shapes}." if shapes else ""
    return Diagnosis(
        "shown-data-only",
        None,
        f"Your code runs on the shown data and stops with {raised['type']}{where} {on(label)}.{seen} "
        "Which size did the shown data let you take for granted?",
        {"type": raised["type"], "operands": shapes},
    )
