"""Call 2: the learner's source meets the draws. No solution, no loss and no mistake is in this process."""

import random
from collections.abc import Callable
from typing import Any

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.foreign import silence
from tui_tutor.calls.problem import SHOWN
from tui_tutor.calls.submission import Submission
from tui_tutor.calls.tree import unpack
from tui_tutor.calls.trouble import describe

LEFT = "left "  # before the name of an array of the draw, as the submission left it


def answer(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """Runs the submission on every draw, the shown one twice.

    Returns `runs`, a list of `{label, names, mutated, warned}` or `{label, raised}`, and arrays: the results as
    `"<run>/<name>"`, and the draw's own arrays that a run changed, as it left them, as `"left <run>/<name>"`.
    What happens on the shown draw propagates; an exception on another draw is told without values. Printed text is
    kept from the import and the first shown run only: later ones could print hidden data.
    """
    random.seed(0)  # as numpy's generator begins with the process: a check that is repeated says the same
    submission = Submission.load(request)
    out: Arrays = {}
    runs = []
    for number, posed in enumerate([request["draws"][0], *request["draws"]]):
        if number == 1:
            silence()
        runs.append(_run(submission, posed, arrays, f"{number}/", out))
    runs[0]["warned"] = [*submission.warned, *runs[0].get("warned", [])]
    return {"runs": runs, "loss": submission.loss}, out


def _run(
    submission: Submission, posed: dict[str, Any], arrays: Arrays, prefix: str, out: Arrays
) -> dict[str, Any]:
    label = posed["label"]
    try:
        run = submission.run(unpack(posed["tree"], arrays))
    except BaseException as error:
        if label == SHOWN or isinstance(error, MemoryError):
            raise
        return {"label": label, "raised": describe(error, values=False)}
    out.update({prefix + name: array for name, array in run.arrays.items()})
    out.update({f"{LEFT}{prefix}{name}": array for name, array in run.left.items()})
    return {
        "label": label,
        "names": list(run.arrays),
        "mutated": list(run.mutated),
        "warned": list(run.warned),
    }
