"""The exercise's own known mistakes: each is run on the same draws, and compared with the answer."""

import copy
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.ground import Ground
from tui_tutor.calls.problem import SHOWN, Problem
from tui_tutor.calls.submission import Run, Submission
from tui_tutor.calls.trouble import describe
from tui_tutor.report import Diagnosis, strict

Request = dict[str, Any]
_COMPLAINT = re.compile(r"RuntimeWarning: .*", re.DOTALL)


class Mistakes:
    """The known mistakes of an exercise. Each runs once on a draw, however many answers are compared with it."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._known = [_Mistake(mistake, request) for mistake in request.get("mistakes", ())]

    def recognised(
        self, grounds: Sequence[Ground], answers: Sequence[Arrays], runs: Sequence[dict[str, Any]]
    ) -> tuple[Diagnosis, ...]:
        """The mistakes that do what the answer does, on every draw that was not shown (the shown one if it is all).

        They return the same arrays and leave the same arrays behind; one that raises is recognised by the exception's
        type and by the shapes that met. Of several that do, those count that complain in the answer's own words, if
        any.
        """
        positions = [at for at, one in enumerate(grounds) if one.label != SHOWN] or [0]
        optional = frozenset(self._request.get("intermediates", ()))
        found = []
        for mistake in self._known:
            if all(_same(mistake.on(grounds[at]), answers[at], runs[at], optional) for at in positions):
                aloud = all(_complain_alike(mistake.on(grounds[at]), runs[at]) for at in positions)
                found.append((mistake.named(), aloud))
        loudest = [named for named, aloud in found if aloud]
        return tuple(loudest or [named for named, _ in found])


def recognise_trouble(
    request: Request, arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """An entry of its own: the mistakes that stop on the shown data with the same exception as the answer."""
    problem = Problem.load(request["problem"])
    shown = Ground(problem, problem.draws(request["seeds"][:1])[0], request)
    observed = {"raised": request["raised"]}
    mistakes = [_Mistake(mistake, request) for mistake in request["mistakes"]]
    found = [one.named() for one in mistakes if _same(one.on(shown), {}, observed, frozenset())]
    return {"diagnoses": strict(found)}, {}


class _Mistake:
    """One known mistake, loaded when it is first run."""

    def __init__(self, mistake: dict[str, Any], request: Request) -> None:
        self._name, self._message = mistake["name"], mistake["message"]
        self._request = {**request, "source": mistake["source"]}
        self._seen: dict[str, Run | dict[str, Any]] = {}

    def named(self) -> Diagnosis:
        return Diagnosis(f"mistake:{self._name}", None, self._message)

    def on(self, ground: Ground) -> Run | dict[str, Any]:
        """What it does on a copy of a draw: its run, or how it raised."""
        if ground.label not in self._seen:
            try:
                self._seen[ground.label] = self._submission.run(copy.deepcopy(ground.draw))
            except Exception as error:
                self._seen[ground.label] = describe(error)
        return self._seen[ground.label]

    @cached_property
    def _submission(self) -> Submission:
        return Submission.load(self._request)


def _same(
    mine: Run | dict[str, Any], answer: Arrays, observed: dict[str, Any], optional: frozenset[str]
) -> bool:
    raised = observed.get("raised")
    if not isinstance(mine, Run):
        return raised is not None and _same_trouble(mine, raised)
    return (
        raised is None
        and _same_answers(mine.left, observed.get("left", {}), frozenset())
        and _same_answers(mine.arrays, answer, optional)
    )


def _complain_alike(mine: Run | dict[str, Any], observed: dict[str, Any]) -> bool:
    """Whether numpy warned of the same things. What raised has said all that it says."""
    if not isinstance(mine, Run):
        return True
    return _complaints(mine.warned) == _complaints(observed.get("warned", ()))


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
