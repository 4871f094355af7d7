"""What foreign code has no need to know about the machine."""

import os
import platform
import sys


def forget_the_machine() -> None:
    """No environment, no arguments, no import path, no host name. Everything must have been imported."""
    os.environ.clear()
    sys.argv[:] = sys.orig_argv[:] = ["tutor"]
    sys.path.clear()
    known = vars(platform).get("_uname_cache")  # asking again is refused, but what it was told it keeps
    if known is not None:
        vars(platform)["_uname_cache"] = known._replace(node="")
