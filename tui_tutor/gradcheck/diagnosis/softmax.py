"""A softmax does not notice when all scores of a sample move alike, so its right gradients sum to 0."""

import numpy as np

from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence
from tui_tutor.report import Diagnosis

SEEN = 1e-3


def softmax(unexplained: list[Compared], evidence: Evidence) -> Diagnosis | None:
    """An array behind a softmax is wrong: its rows should sum to 0 there, and do not.

    dZ = A * (dA - sum(dA * A)) has rows of sum 0; its diagonal alone, dA * A * (1 - A), has not.
    """
    for a in _behind_it(unexplained, evidence):
        sums = _row_sums(a)
        if sums is not None:
            message = (
                f"Every row of the right {a.name} sums to 0: the loss does not notice when all scores of a "
                f"sample move alike, as behind a softmax. Yours sum to up to {sums:.3g}. So a part of that "
                "derivative is missing: is the softmax taken entry by entry, only its diagonal A * (1 - A), "
                "is it taken over the other axis, or is the target not subtracted?"
            )
            return Diagnosis("softmax", a.name, message, {"row sum": sums})
    return None


def _behind_it(unexplained: list[Compared], evidence: Evidence) -> list[Compared]:
    """The arrays where it would show: the first wrong one in the middle, or else the last two parameters."""
    if evidence.first_in_the_middle is not None:
        return [a for a in unexplained if a is evidence.first_in_the_middle]
    order = [a for a in evidence.layers.values() if a.alive or a.verdict == "wrong"]
    if not order or order[-1].verdict != "wrong":
        return []
    return [a for a in order[-2:] if a in unexplained]


def _row_sums(a: Compared) -> float | None:
    """The largest |row sum| of the answer, when those of the numeric gradient are all 0 and these are not."""
    if not a.complete or a.shape[-1:] < (2,) or not a.alive:
        return None
    right, mine = np.abs(a.numeric.sum(axis=-1)), np.abs(a.analytic.sum(axis=-1))
    sizes = np.abs(a.numeric).sum(axis=-1)
    if np.any(right > 2 * a.error.sum(axis=-1) + 1e-8 * sizes):
        return None
    return float(mine.max()) if np.any(mine > SEEN * np.maximum(sizes, SEEN * sizes.max())) else None
