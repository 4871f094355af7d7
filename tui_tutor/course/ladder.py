"""The ladder of hints: how its rungs are called, on every screen and in every line alike."""

from collections.abc import Sequence
from typing import get_args

from tui_tutor.course.types import Hint, Rung

RUNGS: tuple[Rung, ...] = get_args(Rung)


def heading(hints: Sequence[Hint], number: int) -> str:
    """How hint `number`, from 1, is announced: Hint 2 of 5: concept. Without a name where its author gave none."""
    return f"Hint {number} of {len(hints)}{_named(hints[number - 1])}"


def next_one(hints: Sequence[Hint], seen: int) -> str:
    """What waits behind the hints that were seen, of which at least one is left: the next: concept."""
    return f"{'the next' if seen else 'the first'}{_named(hints[seen])}"


def _named(hint: Hint) -> str:
    return f": {hint.rung}" if hint.rung else ""
