"""Call 3: arrays become a report. No learner's code is in this process; the draws are made again from the seeds."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.credit import earned
from tui_tutor.calls.difference import central_difference_step
from tui_tutor.calls.judged import Judged, in_words, judge_draw
from tui_tutor.calls.lineage import Uses, lineage
from tui_tutor.calls.problem import Posed, Problem, ProblemError
from tui_tutor.calls.recognise import recognise
from tui_tutor.calls.selection import chosen_loss
from tui_tutor.report import Answered, Diagnosis, ParameterResult, Report, Verdict, strict

_RANK: dict[Verdict, int] = {"correct": 0, "undecided": 1, "wrong": 2}


def judge(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """`problem`, `seeds`, `runs` (what the answer call returned) and the answer's arrays -> a report as a dict.

    Nothing that the answering process says is believed but its arrays; without a comparison there is no `correct`.
    """
    problem = Problem.load(request["problem"])
    posed = problem.draws(request["seeds"])
    runs = request["runs"]
    answers = [_arrays(arrays, number, run) for number, run in enumerate(runs)]
    judged: list[Judged] = []
    for number, (one, run) in enumerate(zip(posed, runs[1:], strict=True), 1):
        seen = any(known.verdict == "wrong" for known in judged)
        judged.append(judge_draw(problem, one, answers[number], run, request, briefly=seen))
    if not judged or not all(one.results or one.verdict == "wrong" for one in judged):
        raise ProblemError("nothing was compared: what does the problem return?")
    effects = side_effects(runs, answers)
    numerical = () if effects else _numerical(problem, posed, answers[1:], judged, request)
    verdict = max((one.verdict for one in judged), key=_RANK.__getitem__)
    if effects or numerical:
        verdict = "wrong"
    general = (*effects, *numerical, *_shown_data_only(judged), *_first_diagnoses(judged))
    known = recognise(problem, posed, answers[1:], runs[1:], request) if verdict == "wrong" else ()
    made_from = lineage(request["problem"], request["function"])
    results = _blocked(_worst(judged), judged[0].intermediates, made_from)
    report = Report(
        exercise=request["exercise"],
        outcome="returned",
        verdict=verdict,
        score=earned(verdict, judged, bool(effects or numerical), problem, posed, answers[1:], request),
        parameters=results,
        diagnoses=(*known, *general),
        draws=tuple(Answered(one.label, one.sizes, one.verdict) for one in judged),
        notes=_notes(judged, runs),
        message=_sentence(verdict, results, judged, effects + numerical),
        loss=chosen_loss(request.get("losses", ()), request.get("loss"))[0],
        h=request.get("h") if problem.has("loss") else None,
    )
    plain: dict[str, Any] = strict(report)
    return plain, {}


def _arrays(arrays: Arrays, number: int, run: dict[str, Any]) -> Arrays:
    return {name: arrays[f"{number}/{name}"] for name in run.get("names", ()) if f"{number}/{name}" in arrays}


def side_effects(runs: Sequence[dict[str, Any]], answers: Sequence[Arrays]) -> tuple[Diagnosis, ...]:
    """Inputs that were changed, and two calls on the same data that differ, bit for bit."""
    mutated = sorted({name for run in runs for name in run.get("mutated", ())})
    if mutated:
        names = ", ".join(mutated)
        return (
            Diagnosis(
                "mutated-input",
                None,
                f"your function changes what it was given: {names} is not what it was before the call. "
                "The next one who uses it gets other data. Does a line write into it, with `[...] =`, `+=` or `-=`?",
                {"changed": names},
            ),
        )
    first, second = answers[0], answers[1]
    if first.keys() != second.keys() or any(not _identical(first[name], second[name]) for name in first):
        return (
            Diagnosis(
                "non-deterministic",
                None,
                "two calls with the same data gave different answers. Does your function draw random numbers, or "
                "remember something from one call to the next?",
            ),
        )
    return ()


def _identical(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> bool:
    return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()


def _numerical(
    problem: Problem,
    posed: Sequence[Posed],
    answers: Sequence[Arrays],
    judged: Sequence[Judged],
    request: dict[str, Any],
) -> tuple[Diagnosis, ...]:
    """An exercise asks for the formula: an answer that is the central difference, bit for bit, is not one."""
    if not problem.has("loss") or any(one.verdict == "wrong" for one in judged):
        return ()
    h = central_difference_step(problem, posed, answers, request)
    if h is None:
        return ()
    return (
        Diagnosis(
            "numerical",
            None,
            f"your answer equals the central difference with h = {h:g}, bit for bit. It is a fine way to check a "
            "gradient, and this exercise asks for the formula that is checked.",
            {"h": h},
        ),
    )


def _shown_data_only(judged: Sequence[Judged]) -> tuple[Diagnosis, ...]:
    if judged[0].verdict != "correct" or all(one.verdict != "wrong" for one in judged):
        return ()
    wrong = next(one for one in judged if one.verdict == "wrong")
    if wrong.raised:
        return ()  # its own diagnosis says where it stops
    sizes = in_words(wrong.sizes)
    if wrong.label == "moved":
        where = "on the same data at other parameter values"
    else:
        where = f"on other data of the same kind ({sizes})" if sizes else "on other data of the same kind"
    return (
        Diagnosis(
            "shown-data-only",
            None,
            f"your answer is right on the shown data and wrong {where}. Something special about the shown numbers "
            "hides the difference: what is zero, equal, or 2 there?",
        ),
    )


def _first_diagnoses(judged: Sequence[Judged]) -> tuple[Diagnosis, ...]:
    """Those of the first draw that is wrong: the shown one when it is."""
    wrong = [one for one in judged if one.verdict != "correct" and one.diagnoses]
    return wrong[0].diagnoses if wrong else ()


def _worst(judged: Sequence[Judged]) -> tuple[ParameterResult, ...]:
    """One record an array: the shown draw's, unless a verdict elsewhere is worse."""
    worst: dict[str, ParameterResult] = {}
    for one in judged:
        for result in one.results:
            known = worst.get(result.name)
            if known is None or _RANK[result.verdict] > _RANK[known.verdict]:
                worst[result.name] = result
    order = {result.name: position for position, result in enumerate(judged[0].results)}
    return tuple(sorted(worst.values(), key=lambda result: order.get(result.name, len(order))))


def _blocked(
    records: tuple[ParameterResult, ...], intermediates: Sequence[str], made_from: Uses
) -> tuple[ParameterResult, ...]:
    """The first wrong intermediate, in backward order, takes the blame for what is wrong and computed from it."""
    wrong = {record.name for record in records if record.verdict == "wrong"}
    suspects = [name for name in intermediates if name in wrong]

    def blamed(name: str) -> str | None:
        earlier = suspects[: suspects.index(name)] if name in suspects else suspects
        return next((one for one in earlier if one in made_from.get(name, suspects)), None)

    return tuple(
        msgspec.structs.replace(record, blocked_by=blamed(record.name)) if record.name in wrong else record
        for record in records
    )


def _notes(judged: Sequence[Judged], runs: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    notes = [note for one in judged[:1] for note in one.notes]
    notes += [f"a warning while your code ran: {text}" for text in runs[0].get("warned", ())]
    return tuple(dict.fromkeys(notes))


def _sentence(
    verdict: Verdict,
    results: Sequence[ParameterResult],
    judged: Sequence[Judged],
    effects: tuple[Diagnosis, ...],
) -> str:
    if verdict == "correct":
        others = len(judged) - 1
        return (
            f"Right on the shown data and on {others} other sets." if others else "Right on the shown data."
        )
    if verdict == "undecided":
        names = _names(result.name for result in results if result.verdict == "undecided")
        return f"The ruler is in doubt about {names}, not you: see the note."
    if effects and all(one.verdict != "wrong" for one in judged):
        return "The numbers agree, and still this does not count."
    raised = next((one for one in judged if one.raised), None)
    if raised is not None and judged[0].verdict == "correct":
        return f"Your code stops with an error on {raised.label} data."
    wrong = [result.name for result in results if result.verdict == "wrong"]
    right = [result.name for result in results if result.verdict == "correct"]
    if not wrong:
        return "The answer cannot be compared yet."
    verb = "does" if len(wrong) == 1 else "do"
    rest = f"; {_names(right)} {'does' if len(right) == 1 else 'do'}" if right else ""
    return f"{_names(wrong)} {verb} not agree{rest}."


def _names(names: Any) -> str:
    listed = ["your answer" if name == "result" else name for name in names]
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1]
