"""The official solution's own answer, computed where the learner's code never runs."""

from collections.abc import Callable
from typing import Any

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.foreign import offer_authors_tools
from tui_tutor.calls.problem import Draw, Problem
from tui_tutor.calls.submission import Submission


def official(
    problem: Problem, draw: Draw, request: dict[str, Any], function: Callable[..., Any] | None = None
) -> Arrays:
    """What the solution, or `function` in its place, answers on this draw, called as the exercise says.

    Raises what the problem file raises.
    """
    offer_authors_tools()
    use = problem.function("use") if request.get("has_use") else None
    return Submission(function or problem.function(request["function"]), use, None).call(draw)
