"""A bug, or two, in a right solution: chosen by a seed, and proven to be wrong before it is offered."""

import itertools
import math
from collections.abc import Callable, Iterator, Sequence

import msgspec
from msgspec import Struct

from tui_tutor.course import Exercise
from tui_tutor.grading.hunting.bugs import Bug, Bugs, both
from tui_tutor.grading.hunting.levels import Level
from tui_tutor.grading.requests import problem_of
from tui_tutor.report import ParameterResult, Report

KNOWN, GENERAL = 2, 3  # how many bugs of each sort are tried at a time
PAIRS = 4  # how many times a partner is looked for
Check = Callable[[Exercise, Sequence[str]], list[Report]]

_NOT_A_FORMULA = frozenset({"mutated-input", "non-deterministic", "numerical"})


class Planted(Struct, frozen=True):
    """A text with its bugs. `right` is the same text without them, `report` what a check finds in it."""

    exercise: str
    seed: int
    level: int
    source: str
    right: str
    bugs: tuple[Bug, ...]
    report: Report


class NothingPlanted(Exception):  # noqa: N818  (not an error: an answer)
    """No bug shows in the numbers of this exercise, or none could be checked; the sentence says which."""


class _Proven(Struct, frozen=True):
    """A text that is wrong, and the report that says so."""

    source: str
    bugs: tuple[Bug, ...]
    report: Report


def unnamed(exercise: Exercise) -> Exercise:
    """The exercise as a hunt checks it: the judge does not know its mistakes, so that it cannot name one."""
    return msgspec.structs.replace(exercise, mistakes=())


def plant(check: Check, exercise: Exercise, level: Level, seed: int) -> Planted:
    """The hunt of an exercise, a level and a seed: the same whenever it is asked for.

    `check` gives the reports on several submissions (`Checker.check_together`). Of two bugs that cannot stand together
    one is planted. Raises NothingPlanted.
    """
    bugs = Bugs(exercise, problem_of(exercise))
    asked = unnamed(exercise)
    for basket in _baskets(bugs, seed):
        alone = [(bug.source, (bug,)) for bug in basket]
        proven = [one for one in _proven(check, asked, alone) if one is not None]
        if not proven:
            continue
        found = _chosen(proven, level, seed)
        if level.bugs == 2:
            found = _with_another(check, asked, bugs, found, seed) or found
        return Planted(exercise.id, seed, level.number, found.source, bugs.right, found.bugs, found.report)
    raise NothingPlanted(f"No bug can be planted in {exercise.id}: none shows in its numbers.")


def _baskets(bugs: Bugs, seed: int) -> Iterator[list[Bug]]:
    """A few bugs at a time, of both sorts, from where the seed says; each comes once."""
    known, general = bugs.known(KNOWN * seed), bugs.general(GENERAL * seed)
    while basket := [*itertools.islice(known, KNOWN), *itertools.islice(general, GENERAL)]:
        yield basket


def _with_another(check: Check, exercise: Exercise, bugs: Bugs, first: _Proven, seed: int) -> _Proven | None:
    """The first bug together with one that is wrong alone as well: whoever mends one still has the other."""
    (known,) = first.bugs
    for basket in itertools.islice(_baskets(bugs, seed), PAIRS):
        partners = [(bug, text) for bug in basket if (text := both(bugs.right, known, bug))]
        alone = [(bug.source, (bug,)) for bug, _ in partners]
        together = [(text, (known, bug)) for bug, text in partners]
        proven = _proven(check, exercise, [*alone, *together])
        for single, pair in zip(proven[: len(alone)], proven[len(alone) :], strict=True):
            if single is not None and pair is not None:
                return pair
    return None


def _proven(
    check: Check, exercise: Exercise, texts: Sequence[tuple[str, tuple[Bug, ...]]]
) -> list[_Proven | None]:
    """For each text the proof that it is wrong, None where there is none. Raises NothingPlanted."""
    reports = check(exercise, [source for source, _ in texts])
    for report in reports:
        if report.outcome in ("fault", "cancelled"):
            raise NothingPlanted(report.message or "Stopped before a bug was planted.")
    return [
        _Proven(source, bugs, report) if _shows(report) else None
        for (source, bugs), report in zip(texts, reports, strict=True)
    ]


def _shows(report: Report) -> bool:
    """Wrong on the shown data already, in numbers: no exception, no shape, nothing missing."""
    return (
        report.outcome == "returned"
        and report.verdict == "wrong"
        and report.draws[0].verdict == "wrong"
        and any(one.verdict == "wrong" for one in report.parameters)
        and all(math.isfinite(_difference(one)) for one in report.parameters)
        and not any(one.kind in _NOT_A_FORMULA for one in report.diagnoses)
    )


def _difference(result: ParameterResult) -> float:
    return math.nan if result.max_difference is None else result.max_difference


def _chosen(proven: list[_Proven], level: Level, seed: int) -> _Proven:
    return min(proven, key=_effect) if level.faint else proven[seed % len(proven)]


def _effect(one: _Proven) -> float:
    """The largest relative difference of the arrays that are wrong."""
    wrong = [result for result in one.report.parameters if result.verdict == "wrong"]
    return max(
        math.inf if result.relative_difference is None else result.relative_difference for result in wrong
    )
