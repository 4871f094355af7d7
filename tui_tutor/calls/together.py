"""What several draws say together: one verdict, one record an array, one sentence."""

from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.judged import Judged, in_words
from tui_tutor.calls.lineage import Uses
from tui_tutor.report import Diagnosis, ParameterResult, Verdict, on

RANK: dict[Verdict, int] = {"correct": 0, "undecided": 1, "wrong": 2}


def side_effects(runs: Sequence[dict[str, Any]], answers: Sequence[Arrays]) -> tuple[Diagnosis, ...]:
    """Inputs that were changed, and two calls on the same data that differ, bit for bit."""
    mutated = sorted({name for run in runs for name in run.get("mutated", ())})
    if mutated:
        names = _names(mutated)
        return (
            Diagnosis(
                "mutated-input",
                None,
                f"Your function changes what it was given: before the call there were other numbers in {names}. "
                "Whoever uses them next gets other data. Does a line write into an array, with `[...] =`, `+=` or "
                "`-=`, or put another one into a dict?",
                {"changed": names},
            ),
        )
    first, second = answers[0], answers[1]
    if first.keys() != second.keys() or any(not _identical(first[name], second[name]) for name in first):
        return (
            Diagnosis(
                "non-deterministic",
                None,
                "Two calls with the same data gave different answers. Does your function draw random numbers, or "
                "remember something from one call to the next?",
            ),
        )
    return ()


def _identical(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> bool:
    return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()


def shown_data_only(judged: Sequence[Judged]) -> tuple[Diagnosis, ...]:
    """Right on the shown data and wrong elsewhere: where, and which question that raises."""
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
            f"Your answer is right on the shown data and wrong {where}. Something special about the shown numbers "
            "hides the difference: what is zero, equal, or 2 there?",
        ),
    )


def first_diagnoses(judged: Sequence[Judged]) -> tuple[Diagnosis, ...]:
    """Those of the first draw that is wrong: the shown one when it is."""
    wrong = [one for one in judged if one.verdict != "correct" and one.diagnoses]
    return wrong[0].diagnoses if wrong else ()


def worst(judged: Sequence[Judged]) -> tuple[ParameterResult, ...]:
    """One record an array: the shown draw's, unless a verdict elsewhere is worse."""
    found: dict[str, ParameterResult] = {}
    for one in judged:
        for result in one.results:
            known = found.get(result.name)
            if known is None or RANK[result.verdict] > RANK[known.verdict]:
                found[result.name] = result
    order = {result.name: position for position, result in enumerate(judged[0].results)}
    return tuple(sorted(found.values(), key=lambda result: order.get(result.name, len(order))))


def blocked(
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


def unblocked(
    diagnoses: tuple[Diagnosis, ...], records: tuple[ParameterResult, ...]
) -> tuple[Diagnosis, ...]:
    """Without those about arrays that are wrong because of another one: they need no cause of their own."""
    victims = {record.name for record in records if record.blocked_by}
    return tuple(diagnosis for diagnosis in diagnoses if diagnosis.parameter not in victims)


def notes(judged: Sequence[Judged], runs: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Remarks about the shown draw, and what Python warned of there."""
    told = [note for one in judged[:1] for note in one.notes]
    told += [f"a warning while your code ran: {text}" for text in runs[0].get("warned", ())]
    return tuple(dict.fromkeys(told))


def sentence(
    verdict: Verdict,
    results: Sequence[ParameterResult],
    judged: Sequence[Judged],
    effects: tuple[Diagnosis, ...],
) -> str:
    """The verdict in one sentence. `effects` are what makes right numbers not count."""
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
        return f"Your code stops with an error {on(raised.label)}."
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
