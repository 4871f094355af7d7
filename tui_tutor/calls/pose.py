"""Call 1: a problem's source and seeds become draws. No learner's code is in this process."""

from collections.abc import Callable
from typing import Any

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.problem import Posed, Problem, ProblemError
from tui_tutor.calls.tree import pack


def pose(request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]) -> tuple[dict[str, Any], Arrays]:
    """`problem`, `seeds`, optional `curve` -> `draws`: a list of labels and packed trees."""
    problem = Problem.load(request["problem"])
    seeds = request["seeds"]
    posed = [Posed("curve", problem.curve_data(seeds[0]))] if request.get("curve") else problem.draws(seeds)
    out: Arrays = {}
    try:
        draws = [{"label": one.label, "tree": pack(one.draw, "d", out)} for one in posed]
    except TypeError as error:
        raise ProblemError(str(error)) from error
    return {"draws": draws}, out
