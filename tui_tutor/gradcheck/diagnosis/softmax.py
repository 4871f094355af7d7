"""A softmax does not notice when all scores of a sample move alike, so its right gradients sum to 0."""

import numpy as np

from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence
from tui_tutor.report import Diagnosis

SEEN = 1e-3


def softmax(unexplained: list[Compared], evidence: Evidence) -> Diagnosis | None:
    """The last array of all is wrong: its rows should sum to 0, as they do behind a softmax, and do not.

    dZ = A * (dA - sum(dA * A)) has rows of sum 0; its diagonal alone, dA * A * (1 - A), has not.
    """
    order = [a for a in evidence.arrays.values() if a.alive or a.verdict == "wrong"]
    last = [a for a in order if a in unexplained and order.index(a) >= len(order) - 2]
    if not last or order[-1].verdict != "wrong":
        return None
    for a in last:
        sums = _row_sums(a)
        if sums is not None:
            message = (
                f"every row of the right {a.name} sums to 0: the loss does not notice when all scores of a "
                f"sample move alike, as behind a softmax. Yours sum to up to {sums:.3g}. So a part of that "
                "derivative is missing: is the softmax taken entry by entry, only its diagonal A * (1 - A), "
                "is it taken over the other axis, or is the target not subtracted?"
            )
            return Diagnosis("softmax", a.name, message, {"row sum": sums})
    return None


def _row_sums(a: Compared) -> float | None:
    """The largest |row sum| of the answer, when those of the numeric gradient are all 0 and these are not."""
    if not a.complete or a.shape[-1:] < (2,) or not a.alive:
        return None
    right, mine = np.abs(a.numeric.sum(axis=-1)), np.abs(a.analytic.sum(axis=-1))
    sizes = np.abs(a.numeric).sum(axis=-1)
    if np.any(right > 2 * a.error.sum(axis=-1) + 1e-8 * sizes):
        return None
    return float(mine.max()) if np.any(mine > SEEN * np.maximum(sizes, SEEN * sizes.max())) else None
