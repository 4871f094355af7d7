"""The verdict on one array at one point: entry by entry where that is affordable, by directions where not."""

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from tui_tutor.gradcheck.blocks import Blocks
from tui_tutor.gradcheck.entries import STEP, Entries, Positions, allowed
from tui_tutor.gradcheck.kinks import Kink
from tui_tutor.gradcheck.look import clearly_differs, look
from tui_tutor.gradcheck.many import can_be_carried
from tui_tutor.gradcheck.point import Array
from tui_tutor.gradcheck.ruler import Ruler
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


def judge_array(ruler: Ruler, name: str, analytic: Array) -> Judged:
    """Compare a finite array of the parameter's shape with the numeric derivative at the ruler's point.

    When all arrays together are small enough every entry is measured. Otherwise block by block along random
    directions, so that a right gradient costs few losses however large it is, with 8 entries for people to
    look at. What does not agree so is measured: all of up to `ruler.entries` entries, 16 times as many where
    that is quick; of more a sample.
    """
    flat = analytic.ravel()
    if flat.size == 0:
        return Judged("correct", flat.copy(), flat.copy())
    if ruler.measures_all or flat.size <= SHOWN:
        return _judge_all(ruler, name, flat)
    verdict, located = _blocks(ruler, name, flat).judge()
    where = _worth_measuring(ruler, name, verdict, located)
    if where.size == flat.size:
        sampled = _judge_all(ruler, name, flat)
    else:
        sampled = _closely(ruler, name, flat, ruler.entries_at(name, where), where)
    both: set[Verdict] = {verdict, sampled.verdict}
    worst: Verdict = "wrong" if "wrong" in both else "undecided" if "undecided" in both else "correct"
    return replace(sampled, verdict=worst)


def agrees_along(ruler: Ruler, name: str, analytic: Array) -> bool:
    """Whether a finite array of the parameter's shape agrees along random directions: two losses a block.

    As sure as a comparison entry by entry when it says yes. A no says nothing yet.
    """
    return _blocks(ruler, name, analytic.ravel()).agree()


def _blocks(ruler: Ruler, name: str, flat: Array) -> Blocks:
    return Blocks(ruler.point, name, flat, ruler.scales, ruler.random(f"blocks of {name}"))


def _worth_measuring(ruler: Ruler, name: str, verdict: Verdict, located: list[int]) -> Positions:
    """Which entries of a large array are measured after its directions: the more, the less it agrees.

    One that disagrees is measured in full where the loss lets many changes be carried through it at once.
    """
    size, scales = ruler.point.kept[name].size, ruler.scales
    count = min(size, SHOWN if verdict == "correct" else SAMPLE)
    drawn = ruler.random(f"sample of {name}").choice(size, count, replace=False)
    if verdict != "correct" and size <= QUICK * ruler.entries:
        step = STEP * scales.size[name]
        if size <= ruler.entries or can_be_carried(ruler.point, name, drawn, (step, -step), scales.noise):
            return np.arange(size)
    return np.unique(np.concatenate([drawn, np.array(located, dtype=np.intp)]).astype(np.intp))


def _judge_all(ruler: Ruler, name: str, flat: Array) -> Judged:
    measured = ruler.every_entry(name)
    if measured.no_influence:
        verdict: Verdict = "wrong" if np.any(np.abs(flat) > ruler.scales.nothing(name)) else "correct"
        return Judged(verdict, np.zeros(flat.size), np.zeros(flat.size), no_influence=True)
    return _closely(ruler, name, flat, measured.entries, None)


def _closely(ruler: Ruler, name: str, flat: Array, entries: Entries, where: Positions | None) -> Judged:
    """The verdict on measured entries, after a closer look at those that ask for one."""
    numeric, error = np.full(flat.size, np.nan), np.full(flat.size, np.inf)
    verdict = _closer_looks(ruler, name, flat[entries.where], entries)
    numeric[entries.where], error[entries.where] = entries.numeric, entries.error
    return Judged(verdict, numeric, error, where, entries.kinks)


def _closer_looks(ruler: Ruler, name: str, analytic: Array, entries: Entries) -> Verdict:
    """Look closely at entries that disagree or are doubtful, the worst first, and update `entries`.

    A disagreement counts only when a closer look confirms it. Once one is confirmed the array is wrong, and
    only doubtful entries are still looked at, so that a diagnosis has numbers to trust. What remains doubtful
    after the last look leaves the array undecided.
    """
    point, scales = ruler.point, ruler.scales
    slack = allowed(name, analytic, entries.numeric, entries.error, scales)
    distance = np.abs(analytic - entries.numeric) / slack
    excess = np.where(np.isfinite(distance), distance, np.inf)
    questions = (excess > 1) | entries.doubtful
    top = float(np.max(np.abs(entries.numeric), initial=0, where=np.isfinite(entries.numeric)))
    queue = np.flatnonzero(questions)
    wrong = unknown = False
    for i in queue[np.argsort(-excess[queue], kind="stable")][:LOOKS].tolist():
        sharp = not entries.doubtful[i]
        if wrong and sharp:
            continue
        loss_at = partial(point.entry, name, int(entries.where[i]))
        if sharp and clearly_differs(
            loss_at,
            float(entries.numeric[i]),
            float(entries.error[i]),
            float(excess[i]),
            point.value,
            name,
            scales,
        ):
            questions[i], wrong = False, True
            continue
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
