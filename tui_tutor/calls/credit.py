"""The part of the points that an answer earns: all, none, or the share of its arrays that are right everywhere."""

from collections.abc import Sequence

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.difference import measured_arrays
from tui_tutor.calls.ground import Ground
from tui_tutor.calls.judged import Judged
from tui_tutor.report import Verdict

WORTHLESS = frozenset({"keys", "non-finite", "dtype"})  # diagnoses of an answer that is not one yet


def earned(
    verdict: Verdict,
    judged: Sequence[Judged],
    disqualified: bool,
    grounds: Sequence[Ground],
    answers: Sequence[Arrays],
    chosen: str | None,
    h: float,
) -> float:
    """Between 0 and 1; 1 exactly when the verdict is `correct`.

    A wrong answer earns the share of the compared arrays that are correct on every draw. It earns nothing when it is
    `disqualified` (side effects, a difference quotient), stops on a draw, lacks a key, or holds NaN or infinity; an
    array that was measured instead of derived earns nothing either. An undecided answer waits for a person.
    """
    if verdict != "wrong":
        return 1.0 if verdict == "correct" else 0.0
    if disqualified or any(one.raised or not one.results or _worthless(one) for one in judged):
        return 0.0
    names = {result.name for one in judged for result in one.results}
    right = {name for name in names if all(_is_right(name, one) for one in judged)}
    if right and grounds[0].problem.has("loss"):
        right -= measured_arrays(grounds, answers, chosen, h, right)
    return len(right) / len(names) if right < names else 0.0


def _worthless(one: Judged) -> bool:
    return any(diagnosis.kind in WORTHLESS for diagnosis in one.diagnoses)


def _is_right(name: str, one: Judged) -> bool:
    verdicts = [result.verdict for result in one.results if result.name == name]
    return verdicts == ["correct"]
