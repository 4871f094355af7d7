"""`tutor doctor`: what this machine offers, and what got out of the sandbox when it was attacked."""

import locale
import os
import platform
import shutil
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from tui_tutor import __version__
from tui_tutor.progress import state_folder
from tui_tutor.sandbox import SandboxError, examine, open_sandbox

PACKAGES = ("numpy", "textual", "plotext", "msgspec", "click")

_LEVELS = {
    "sealed": "other people's code may be run",
    "partial": "run your own code only",
    "open": "run your own code only: nothing holds it",
    "fault": "no call can be made at all",
}


def checkup() -> dict[str, Any]:
    """Everything that a bug report needs, as JSON-ready data. Attacks a real call, which takes about a second."""
    return {
        "schema": 1,
        "tutor": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "terminal": {
            "is_terminal": sys.stdin.isatty() and sys.stdout.isatty(),
            "TERM": os.environ.get("TERM"),
            "size": list(shutil.get_terminal_size()),
            "encoding": locale.getpreferredencoding(False),
        },
        "state": str(state_folder()),
        "sandbox": _sandbox(),
    }


def checkup_text(found: dict[str, Any]) -> str:
    """The same for people."""
    terminal, sandbox = found["terminal"], found["sandbox"]
    packages = "  ".join(f"{name} {number}" for name, number in found["packages"].items())
    kind = "a terminal" if terminal["is_terminal"] else "not a terminal"
    columns, rows = terminal["size"]
    lines = [
        f"tutor      {found['tutor']}   Python {found['python']}   {found['platform']}",
        f"packages   {packages}",
        f"terminal   {kind}, TERM={terminal['TERM']}, {columns}x{rows}, {terminal['encoding']}",
        f"state      {found['state']}",
        f"sandbox    {sandbox['level']}: {_LEVELS[sandbox['level']]}",
    ]
    if sandbox["layers"]:
        lines.append(f"           layers: {', '.join(sandbox['layers'])}")
    if sandbox["message"]:
        lines.append(f"           {sandbox['message']}")
    attacks = sandbox["attacks"]
    if attacks:
        out = [attack for attack in attacks if not attack["contained"]]
        lines.append(f"           {len(attacks)} attacks tried, {len(out)} got out")
        lines += [
            f"           {'held' if attack['contained'] else 'OUT '}  {_told(attack)}" for attack in attacks
        ]
    return "\n".join(lines)


def _told(attack: dict[str, Any]) -> str:
    return f"{attack['name']}: {attack['detail']}" if attack["detail"] else str(attack["name"])


def _sandbox() -> dict[str, Any]:
    try:
        with open_sandbox() as sandbox:
            examination = examine(sandbox)
    except SandboxError as error:
        return {"level": "fault", "layers": [], "attacks": [], "message": str(error)}
    return {
        "level": examination.level,
        "layers": list(examination.layers),
        "attacks": [
            {"name": attack.name, "contained": attack.contained, "detail": attack.detail}
            for attack in examination.attacks
        ],
        "message": "",
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
