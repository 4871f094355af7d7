"""The verdict on one array at one point: entry by entry where that is affordable, by directions where not."""

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from tui_tutor.gradcheck.blocks import Blocks
from tui_tutor.gradcheck.entries import STEP, Entries, Positions, allowed, measure, narrowed, no_influence
from tui_tutor.gradcheck.kinks import Kink
from tui_tutor.gradcheck.look import look
from tui_tutor.gradcheck.many import can_be_carried
from tui_tutor.gradcheck.point import Array, Point
from tui_tutor.gradcheck.scale import Scales
from tui_tutor.report import Verdict

SHOWN = 8  # entries of a large array that agrees, measured for people to look at
SAMPLE = 64  # entries of a large array that does not, measured for the diagnosis
QUICK = 16  # times as many entries are measured of an array where many at once are quick
LOOKS = 64


@dataclass(frozen=True)
class Judged:
    """One array's verdict. `numeric` and `error` are flat, NaN and inf where an entry was not measured."""

    verdict: Verdict
    numeric: Array
    error: Array
    measured: Positions | None = None
    kinks: dict[int, Kink] = field(default_factory=dict)
    no_influence: bool = False


def judge_array(
    point: Point, name: str, analytic: Array, scales: Scales, random: np.random.RandomState, entries: int
) -> Judged:
    """Compare a finite array of the parameter's shape with the numeric derivative at the point.

    When all arrays together have at most `entries` entries, every one of them is measured. Otherwise block by
    block along random directions, so that a right gradient costs few losses however large it is, with 8
    entries for people to look at. What does not agree so is measured: all of up to `entries` entries, 16
    times as many where that is quick; of more a sample. With `entries` 0 directions alone decide.
    """
    flat = analytic.ravel()
    if flat.size == 0:
        return Judged("correct", flat.copy(), flat.copy())
    few = sum(array.size for array in point.kept.values()) <= entries
    if few or flat.size <= min(entries, SHOWN):
        return _judge_entries(point, name, flat, np.arange(flat.size), scales, random)
    verdict, located = Blocks(point, name, flat, scales, random).judge()
    where = _worth_measuring(point, name, verdict, located, scales, random, entries)
    if verdict == "correct":
        sampled = _looked_at(point, name, flat, where, scales)
    else:
        sampled = _judge_entries(point, name, flat, where, scales, random)
    both: set[Verdict] = {verdict, sampled.verdict}
    worst: Verdict = "wrong" if "wrong" in both else "undecided" if "undecided" in both else "correct"
    return replace(sampled, verdict=worst)


def _worth_measuring(
    point: Point,
    name: str,
    verdict: Verdict,
    located: list[int],
    scales: Scales,
    random: np.random.RandomState,
    entries: int,
) -> Positions:
    """Which entries of a large array are measured after its directions: the more, the less it agrees.

    One that disagrees is measured in full where the loss lets many changes be carried through it at once.
    """
    size = point.kept[name].size
    count = min(size, entries, SHOWN if verdict == "correct" else SAMPLE)
    drawn = random.choice(size, count, replace=False)
    if verdict != "correct" and size <= QUICK * entries:
        step = STEP * scales.size[name]
        if size <= entries or can_be_carried(point, name, drawn, (step, -step), scales.noise):
            return np.arange(size)
    return np.unique(np.concatenate([drawn, np.array(located, dtype=np.intp)]).astype(np.intp))


def _looked_at(point: Point, name: str, flat: Array, where: Positions, scales: Scales) -> Judged:
    """A few entries of an array whose directions agree: two losses each, unless one of them disagrees."""
    numeric, error, kinks = np.full(flat.size, np.nan), np.full(flat.size, np.inf), dict[int, Kink]()
    top, findings = float(np.max(np.abs(flat))), set[str]()
    for i in where.tolist():
        found = look(partial(point.entry, name, i), name, float(flat[i]), point.value, top, scales)
        numeric[i], error[i] = found.numeric, found.error
        findings.add(found.finding)
        if found.kink is not None:
            kinks[i] = found.kink
    verdict: Verdict = (
        "wrong" if "differs" in findings else "undecided" if "unknown" in findings else "correct"
    )
    return Judged(verdict, numeric, error, where, kinks)


def _judge_entries(
    point: Point,
    name: str,
    flat: Array,
    where: Positions,
    scales: Scales,
    random: np.random.RandomState,
) -> Judged:
    numeric, error = np.full(flat.size, np.nan), np.full(flat.size, np.inf)
    measured = None if where.size == flat.size else where
    if where.size == 0:
        return Judged("correct", numeric, error, where)
    entries = measure(point, name, where, scales, STEP * scales.size[name])
    if entries.still and measured is None and no_influence(point, name, scales, random):
        verdict: Verdict = "wrong" if np.any(np.abs(flat) > scales.nothing(name)) else "correct"
        return Judged(verdict, np.zeros(flat.size), np.zeros(flat.size), no_influence=True)
    if np.count_nonzero(entries.doubtful) > 8:
        entries = narrowed(point, name, entries, scales, random)
    verdict = _closer_looks(point, name, flat[where], entries, scales)
    numeric[where], error[where] = entries.numeric, entries.error
    return Judged(verdict, numeric, error, measured, entries.kinks)


def _closer_looks(point: Point, name: str, analytic: Array, entries: Entries, scales: Scales) -> Verdict:
    """Look closely at entries that disagree or are doubtful, the worst first, and update `entries`.

    A disagreement counts only when a closer look confirms it. Once one is confirmed the array is wrong, and
    only doubtful entries are still looked at, so that a diagnosis has numbers to trust. What remains doubtful
    after the last look leaves the array undecided.
    """
    slack = allowed(name, analytic, entries.numeric, entries.error, scales)
    distance = np.abs(analytic - entries.numeric) / slack
    excess = np.where(np.isfinite(distance), distance, np.inf)
    questions = (excess > 1) | entries.doubtful
    top = float(np.max(np.abs(entries.numeric), initial=0, where=np.isfinite(entries.numeric)))
    queue = np.flatnonzero(questions)
    wrong = unknown = False
    for i in queue[np.argsort(-excess[queue], kind="stable")][:LOOKS].tolist():
        if wrong and not entries.doubtful[i]:
            continue
        loss_at = partial(point.entry, name, int(entries.where[i]))
        found = look(loss_at, name, float(analytic[i]), point.value, top, scales)
        if found.kink is not None:
            entries.kinks[int(entries.where[i])] = found.kink
        if found.kink is not None or found.finding != "unknown" or found.error < entries.error[i]:
            entries.numeric[i], entries.error[i] = found.numeric, found.error
        questions[i] = False
        wrong |= found.finding == "differs"
        unknown |= found.finding == "unknown"
    if wrong:
        return "wrong"
    return "undecided" if unknown or np.any(questions) else "correct"
