"""What a bug report has to name, said at once."""

import sys
import sysconfig
from pathlib import Path

from tui_tutor import __version__

PACKAGES = ("numpy", "textual", "plotext", "msgspec", "click")


def versions() -> str:
    """The tutor's version in the first line; below it Python, the platform and the packages that matter."""
    found = _installed()
    packages = ", ".join(f"{name} {found.get(name, 'not found')}" for name in PACKAGES)
    python = ".".join(str(part) for part in sys.version_info[:3])
    return f"tutor {__version__}\nPython {python}, {sysconfig.get_platform()}\n{packages}"


def _installed() -> dict[str, str]:
    """Versions by package, from the names of the folders that installers leave (`numpy-2.4.6.dist-info`).

    importlib.metadata knows more and takes longer than all the rest of `tutor --version`; `tutor doctor` asks it.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            entries = [entry.name for entry in Path(folder).iterdir()]
        except OSError:
            continue
        for entry in entries:
            name, dash, version = entry.removesuffix(".dist-info").partition("-")
            if dash and entry.endswith(".dist-info"):
                found.setdefault(name.lower(), version)
    return found
