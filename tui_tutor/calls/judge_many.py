"""Call 3 for several answers to one exercise: what does not depend on an answer is computed once for all of them."""

from collections.abc import Callable
from typing import Any

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.judge import Bench
from tui_tutor.report import strict

SEPARATOR = ":"  # between an answer's number and the name that an array has in that answer


def judge_many(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """`common` (what all answers share) and `answers`, the rest of each one's request -> `reports` in that order.

    Arrays are named `"<answer>:<run>/<name>"`. Each report is what `judge` says of that answer alone; what one of them
    raises ends the call, because then each has to be asked for alone.
    """
    sorted_out: list[Arrays] = [{} for _ in request["answers"]]
    for name, array in arrays.items():
        number, _, own = name.partition(SEPARATOR)
        sorted_out[int(number)][own] = array
    bench = Bench(request["common"])
    pairs = zip(request["answers"], sorted_out, strict=True)
    return {"reports": [strict(bench.report(one["runs"], one.get("loss"), own)) for one, own in pairs]}, {}
