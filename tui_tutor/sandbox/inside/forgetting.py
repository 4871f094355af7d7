"""What foreign code has no need to know about the machine."""

import os
import platform
import sys


def forget_the_machine() -> None:
    """No environment, no arguments, no import path, no host name. Everything must have been imported."""
    os.environ.clear()
    sys.argv[:] = sys.orig_argv[:] = ["tutor"]
    sys.path.clear()
    if hasattr(os, "uname"):
        # It keeps what it was told once, and could not be told again: the system call is refused.
        vars(platform)["_uname_cache"] = platform.uname()._replace(node="")
