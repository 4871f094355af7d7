"""Call 3: arrays become a report. No learner's code is in this process; the draws are made again from the seeds."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from tui_tutor.calls.answer import LEFT
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.credit import earned
from tui_tutor.calls.difference import central_difference_step
from tui_tutor.calls.ground import Ground
from tui_tutor.calls.judged import Judged, judge_draw
from tui_tutor.calls.lineage import Uses, lineage
from tui_tutor.calls.pictures import with_pictures
from tui_tutor.calls.problem import Problem, ProblemError
from tui_tutor.calls.recognise import Mistakes
from tui_tutor.calls.selection import chosen_loss
from tui_tutor.calls.together import (
    RANK,
    blocked,
    first_diagnoses,
    notes,
    sentence,
    shown_data_only,
    side_effects,
    unblocked,
    worst,
)
from tui_tutor.report import Answered, Diagnosis, Report, strict


def judge(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """`problem`, `seeds`, `runs` (what the answer call returned) and the answer's arrays -> a report as a dict.

    Nothing that the answering process says is believed but its arrays; without a comparison there is no `correct`.
    """
    return Bench(request).judge(request, arrays), {}


class Bench:
    """One problem with its draws, where any number of answers is judged, each as if it were the only one."""

    def __init__(self, request: dict[str, Any]) -> None:
        self._request, self._h = request, float(request.get("h", 1e-4))
        self._problem = Problem.load(request["problem"])
        posed = self._problem.draws(request["seeds"])
        self._grounds = [Ground(self._problem, one, request) for one in posed]
        self._mistakes = Mistakes(request)

    def measure(self) -> None:
        """Does now what nearly every judgement needs. Raises ProblemError, and what the problem file raises."""
        for ground in self._grounds:
            ground.measure()

    def judge(self, request: dict[str, Any], arrays: Arrays) -> dict[str, Any]:
        """The report on the answer of a request, as a dict."""
        plain: dict[str, Any] = strict(self.report(request["runs"], request.get("loss"), arrays))
        return plain

    def report(self, runs: Sequence[dict[str, Any]], chosen: str | None, arrays: Arrays) -> Report:
        """The report on one answer. Raises ProblemError, and what the problem file raises."""
        request, grounds = self._request, self._grounds
        answers = [_arrays(arrays, number, run) for number, run in enumerate(runs)]
        judged: list[Judged] = []
        for ground, answer, run in zip(grounds, answers[1:], runs[1:], strict=True):
            first = all(known.verdict != "wrong" for known in judged)
            judged.append(judge_draw(ground, answer, run, request, chosen, first=first))
        if not judged or not all(one.results or one.verdict == "wrong" for one in judged):
            raise ProblemError("nothing was compared: what does the problem return?")
        effects = side_effects(runs, answers)
        numerical = () if effects else self._numerical(answers[1:], judged, chosen)
        verdict = max((one.verdict for one in judged), key=RANK.__getitem__)
        if effects or numerical:
            verdict = "wrong"
        results = worst(judged)
        if judged[0].intermediates:
            results = blocked(results, judged[0].intermediates, self._lineage)
        if self._problem.has("loss"):
            results = with_pictures(results, grounds, answers[1:], chosen)
        causes = unblocked(first_diagnoses(judged), results)
        general = (*effects, *numerical, *shown_data_only(judged), *causes)
        known: tuple[Diagnosis, ...] = ()
        if verdict == "wrong":
            observed = [{**run, "left": _left(arrays, number, run)} for number, run in enumerate(runs)]
            known = self._mistakes.recognised(grounds, answers[1:], observed[1:])
        disqualified = bool(effects or numerical)
        return Report(
            exercise=request["exercise"],
            outcome="returned",
            verdict=verdict,
            score=earned(verdict, judged, disqualified, grounds, answers[1:], chosen, self._h),
            parameters=results,
            diagnoses=(*known, *general),
            draws=tuple(Answered(one.label, one.sizes, one.verdict) for one in judged),
            notes=notes(judged, runs),
            message=sentence(verdict, results, judged, effects + numerical),
            loss=chosen_loss(request.get("losses", ()), chosen)[0],
            h=request.get("h") if self._problem.has("loss") else None,
        )

    @cached_property
    def _lineage(self) -> Uses:
        return lineage(self._request["problem"], self._request["function"])

    def _numerical(
        self, answers: Sequence[Arrays], judged: Sequence[Judged], chosen: str | None
    ) -> tuple[Diagnosis, ...]:
        """An exercise asks for the formula: an answer that is the central difference, bit for bit, is not one."""
        if not self._problem.has("loss") or any(one.verdict == "wrong" for one in judged):
            return ()
        h = central_difference_step(self._grounds, answers, chosen, self._h)
        if h is None:
            return ()
        return (
            Diagnosis(
                "numerical",
                None,
                f"Your answer equals the central difference with h = {h:g}, bit for bit. It is a fine way to check a "
                "gradient, and this exercise asks for the formula that is checked.",
                {"h": h},
            ),
        )


def _arrays(arrays: Arrays, number: int, run: dict[str, Any]) -> Arrays:
    return {name: arrays[f"{number}/{name}"] for name in run.get("names", ()) if f"{number}/{name}" in arrays}


def _left(arrays: Arrays, number: int, run: dict[str, Any]) -> Arrays:
    """The arrays of the draw that this run changed, as it left them."""
    names = {name: f"{LEFT}{number}/{name}" for name in run.get("mutated", ())}
    return {name: arrays[key] for name, key in names.items() if key in arrays}
