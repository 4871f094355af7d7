"""Class statistics in words, for the forms that people read."""

from collections.abc import Iterator, Sequence

from tui_tutor.grading.classes.statistics import Alike, Common, ExerciseStatistics

MOST_NAMES, MOST_GROUPS = 12, 20
WHAT_ALIKE_MEANS = (
    "Alike: the same apart from comments, layout and chosen names. A short exercise has few answers, so this is "
    "a reason to talk and proves nothing."
)


def rate(one: ExerciseStatistics) -> str:
    """`12 of 30 correct (40 %)`."""
    marked = one.totals.rows - one.totals.faults
    share = "" if one.pass_rate is None else f" ({100 * one.pass_rate:.0f} %)"
    return f"{one.totals.correct} of {marked} correct{share}"


def attempts(one: ExerciseStatistics) -> str:
    """`2 attempts in the middle, 5 at most (30 known)`; empty when nobody counted."""
    if one.attempts is None:
        return ""
    middle = f"{one.attempts.median:g}"
    return f"{middle} attempts in the middle, {one.attempts.most} at most ({one.attempts.known} known)"


def common(kinds: Sequence[Common]) -> str:
    """`factor 9, sign 2`: how many students got each."""
    return ", ".join(f"{one.kind.removeprefix('mistake:')} {one.students}" for one in kinds)


def groups(one: ExerciseStatistics) -> Iterator[str]:
    """`3 alike: ada, bob, cyd`, the largest group first; the rest is counted."""
    for group in one.alike[:MOST_GROUPS]:
        yield f"{len(group.students)} alike{_what(group)}: {_names(group.students)}"
    if len(one.alike) > MOST_GROUPS:
        yield f"and {len(one.alike) - MOST_GROUPS} more groups; --format json has them all"


def _what(group: Alike) -> str:
    return f", as {group.what}" if group.what else ""


def _names(students: Sequence[str]) -> str:
    more = len(students) - MOST_NAMES
    return ", ".join(students[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
