"""The sandbox's level on this machine, remembered: an attack takes a second, and nobody waits for it twice."""

import platform
from typing import TYPE_CHECKING, cast

from tui_tutor import __version__
from tui_tutor.progress import Store

if TYPE_CHECKING:
    from tui_tutor.sandbox import Level

SETTING = "sandbox"
LEVELS = ("sealed", "partial", "open")


def remembered_level(store: Store) -> "Level | None":
    """What an attack on this very machine has found before."""
    known = store.setting(SETTING)
    if isinstance(known, dict) and known.get("machine") == _machine() and known.get("level") in LEVELS:
        return cast("Level", known["level"])
    return None


def remember_level(store: Store, level: "Level") -> None:
    """For the next time on this machine."""
    store.set_setting(SETTING, {"machine": _machine(), "level": level})


def _machine() -> str:
    return f"{__version__} {platform.python_version()} {platform.platform()}"
