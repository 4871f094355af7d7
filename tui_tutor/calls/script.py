"""A whole script, without verdict: `tutor run` and play mode."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.foreign import LEARNER, execute, offer
from tui_tutor.calls.tree import unpack


def script(
    request: dict[str, Any], arrays: Arrays, emit: Callable[..., None]
) -> tuple[dict[str, Any], Arrays]:
    """Runs `source` as `__main__`. With `draw`, its entries are importable from `exercise` as well.

    Its random numbers are others every time. A script that ends by `sys.exit(0)` has ended well; everything else that
    it raises propagates.
    """
    np.random.seed()
    given = offer(request.get("given", ""), request.get("withheld", ()))
    if "draw" in request:
        given.update(unpack(request["draw"], arrays))
    try:
        execute(request["source"], LEARNER, "__main__")
    except SystemExit as ended:
        if ended.code not in (None, 0):
            raise
    return {}, {}
