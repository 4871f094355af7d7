"""Which loss an answer is judged by: the library's function of the name that the learner chose."""

from collections.abc import Callable, Sequence
from typing import Any

from tui_tutor import neural_network
from tui_tutor.calls.problem import ProblemError


def chosen_loss(losses: Sequence[str], chosen: str | None) -> tuple[str | None, Callable[..., Any] | None]:
    """The name and the library's own function; the first of the list when the answer names none of them."""
    if not losses:
        return None, None
    name = chosen if chosen is not None and chosen in losses else losses[0]
    function = getattr(neural_network, name, None)
    if function is None:
        raise ProblemError(f"losses names {name}, which neural_network does not have")
    return name, function
