"""How a process of that side is started: which interpreter, folders and environment, nothing else.

A first check waits for that process more than for anything else, so this file and `starting` import little.
"""

import importlib.util
import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from tui_tutor.sandbox.errors import SandboxError

CALLS = "tui_tutor.calls"
WALLS = frozenset({"seccomp", "landlock", "limits", "nobody"})
PACKAGES = ("tui_tutor", "numpy", "msgspec")

# The folders go behind the standard library, so that nothing beside numpy can stand in for a part of it.
_START = (
    "import ast, sys; settings = ast.literal_eval(sys.argv[1]); sys.path.extend(settings['folders']);"
    "from tui_tutor.sandbox.inside.{form} import main; main(settings)"
)
# One thread each, or the process could not be forked safely (and small matrices would be slower).
_ONE_THREAD = ("OPENBLAS", "OMP", "MKL", "BLIS", "NUMEXPR")
_KEPT = ("LD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR")  # where the loader and Windows find their own libraries


class Launch(NamedTuple):
    """What that side consists of: the module that performs calls, and further folders to import from."""

    calls: str = CALLS
    folders: tuple[str, ...] = ()

    def command(self, form: str, **settings: object) -> list[str]:
        """The command line of a process of that `form` (`zygote` or `spare`). Raises `SandboxError`."""
        # A virtual environment's python.exe starts a second process on Windows; the base one is the program.
        program = getattr(sys, "_base_executable", "") if sys.platform == "win32" else sys.executable
        if not program:
            raise SandboxError(
                "This Python does not know where its own program is, so no call can be started."
            )
        folders = [*_folders(PACKAGES), *self.folders]
        # ASCII only: it survives every locale. Odd bytes in a path travel as surrogates.
        argument = ascii({"calls": self.calls, "folders": folders, **settings})
        # -P -s, and not -I, which would not look at the hash seed below; nothing else of Python is in the environment.
        return [program, "-P", "-s", "-S", "-u", "-X", "utf8", "-c", _START.format(form=form), argument]


def environment() -> dict[str, str]:
    """The whole environment of that side."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    single = {f"{name}_NUM_THREADS": "1" for name in _ONE_THREAD}
    # Sets of names have one order on every machine: a check that is repeated says the same.
    same = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
    return {**kept, **single, "VECLIB_MAXIMUM_THREADS": "1", **same}


def _folders(packages: Iterable[str]) -> list[str]:
    """The folders that hold the packages, found without importing them (numpy never enters this process)."""
    found: dict[str, None] = {}
    for package in packages:
        try:
            spec = importlib.util.find_spec(package)
        except (ImportError, ValueError):
            spec = None
        if spec is None or not spec.submodule_search_locations:
            raise SandboxError(f"The package {package} is not installed; reinstall the tutor.")
        try:
            found[os.path.dirname(os.path.abspath(spec.submodule_search_locations[0]))] = None  # noqa: PTH100, PTH120
        except OSError:  # a relative path, and the current folder is gone
            raise SandboxError("The current folder does not exist any more; change to another one.") from None
    return list(found)
