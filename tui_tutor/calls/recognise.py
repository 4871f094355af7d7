"""The exercise's own known mistakes: each is run on the same draws, and compared with the answer."""

import re
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
_COMPLAINT = re.compile(r"RuntimeWarning: .*", re.DOTALL)


def recognise(
    problem: Problem,
    posed: Sequence[Posed],
    answers: Sequence[Arrays],
    runs: Sequence[dict[str, Any]],
    request: Request,
) -> tuple[Diagnosis, ...]:
    """The mistakes that do what the answer does, on every draw that was not shown (on the shown one if it is all).

    They return the same arrays and leave the same arrays behind; one that raises is recognised by the exception's
    type and by the shapes that met. Of several that do, those count that complain in the answer's own words, if any.
    """
    positions = [position for position, one in enumerate(posed) if one.label != SHOWN] or [0]
    found = []
    for mistake in request.get("mistakes", ()):
        fresh = problem.draws(request["seeds"])  # anew each time: a mistake may change its inputs
        alike = [_alike(mistake, request, fresh[at].draw, answers[at], runs[at]) for at in positions]
        if None not in alike:
            found.append((_named(mistake), all(alike)))
    loudest = [named for named, warned_alike in found if warned_alike]
    return tuple(loudest or [named for named, _ in found])


def recognise_trouble(
    request: Request, arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """An entry of its own: the mistakes that stop on the shown data with the same exception as the answer."""
    problem = Problem.load(request["problem"])
    found = []
    for mistake in request["mistakes"]:
        shown = problem.draws(request["seeds"][:1])[0].draw
        if _alike(mistake, request, shown, {}, {"raised": request["raised"]}) is not None:
            found.append(_named(mistake))
    return {"diagnoses": strict(found)}, {}


def _named(mistake: dict[str, Any]) -> Diagnosis:
    return Diagnosis(f"mistake:{mistake['name']}", None, mistake["message"])


def _alike(
    mistake: dict[str, Any], request: Request, draw: Draw, answer: Arrays, observed: dict[str, Any]
) -> bool | None:
    """None unless the mistake does on this draw what was observed; otherwise whether it warns of the same things."""
    raised = observed.get("raised")
    try:
        run = Submission.load({**request, "source": mistake["source"]}).run(draw)
    except Exception as error:
        return True if raised is not None and _same_trouble(describe(error), raised) else None
    same = (
        raised is None
        and _same_answers(run.left, observed.get("left", {}), frozenset())
        and _same_answers(run.arrays, answer, frozenset(request.get("intermediates", ())))
    )
    return _complaints(run.warned) == _complaints(observed.get("warned", ())) if same else None


def _complaints(warned: Sequence[str]) -> frozenset[str]:
    """What numpy complained of, without the lines: those are the submission's own."""
    return frozenset(found[0] for text in warned if (found := _COMPLAINT.search(text)))


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
