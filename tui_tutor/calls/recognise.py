"""The exercise's own known mistakes: each is run on the same draws, and compared with the answer as arrays."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.problem import SHOWN, Draw, Posed, Problem
from tui_tutor.calls.submission import Submission
from tui_tutor.calls.trouble import describe
from tui_tutor.report import Diagnosis, strict

Request = dict[str, Any]


def recognise(
    problem: Problem,
    posed: Sequence[Posed],
    answers: Sequence[Arrays],
    runs: Sequence[dict[str, Any]],
    request: Request,
) -> tuple[Diagnosis, ...]:
    """The mistakes whose results are the answer's, on every draw that was not shown (on the shown one if it is all).

    A mistake that raises is recognised by the exception's type and by the shapes that met.
    """
    positions = [position for position, one in enumerate(posed) if one.label != SHOWN] or [0]
    found = []
    for mistake in request.get("mistakes", ()):
        fresh = problem.draws(request["seeds"])  # anew each time: a mistake may change its inputs
        same = _same_as(mistake, request)
        if all(same(fresh[at].draw, answers[at], runs[at]) for at in positions):
            found.append(_named(mistake))
    return tuple(found)


def recognise_trouble(
    request: Request, arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """An entry of its own: the mistakes that stop on the shown data with the same exception as the answer."""
    problem = Problem.load(request["problem"])
    found = []
    for mistake in request["mistakes"]:
        shown = problem.draws(request["seeds"][:1])[0].draw
        if _same_as(mistake, request)(shown, {}, {"raised": request["raised"]}):
            found.append(_named(mistake))
    return {"diagnoses": strict(found)}, {}


def _named(mistake: dict[str, Any]) -> Diagnosis:
    return Diagnosis(f"mistake:{mistake['name']}", None, mistake["message"])


def _same_as(mistake: dict[str, Any], request: Request) -> Callable[[Draw, Arrays, dict[str, Any]], bool]:
    def same(draw: Draw, answer: Arrays, observed: dict[str, Any]) -> bool:
        raised = observed.get("raised")
        try:
            run = Submission.load({**request, "source": mistake["source"]}).run(draw)
        except Exception as error:
            return raised is not None and _same_trouble(describe(error), raised)
        return (
            raised is None
            and list(run.mutated) == list(observed.get("mutated", ()))
            and _same_answers(run.arrays, answer, frozenset(request.get("intermediates", ())))
        )

    return same


def _same_answers(mine: Arrays, theirs: Arrays, optional: frozenset[str]) -> bool:
    """Equal arrays under equal names; intermediates count where both give them. A plain number is a one-entry array."""
    if mine.keys() - optional != theirs.keys() - optional:
        return False
    return all(
        gradcheck.same_arrays(_as_shaped(mine[name], theirs[name]), theirs[name])
        for name in mine.keys() & theirs.keys()
    )


def _as_shaped(mine: np.ndarray[Any, Any], theirs: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return mine.reshape(()) if theirs.shape == () and mine.size == 1 else mine


def _same_trouble(mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    return mine["type"] == theirs["type"] and _shapes(mine) == _shapes(theirs)


def _shapes(raised: dict[str, Any]) -> list[str]:
    return [operand.rsplit(" has shape ", 1)[-1] for operand in raised.get("operands", ())]
