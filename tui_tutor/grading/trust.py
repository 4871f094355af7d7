"""Whose code may run here: other people's only where the sandbox is sealed, as an attack has shown."""

import platform
from typing import cast

from tui_tutor import __version__
from tui_tutor.course import Course, shipped_course
from tui_tutor.progress import Store
from tui_tutor.sandbox import Level, examine, open_sandbox

SETTING = "sandbox"
LEVELS: tuple[Level, ...] = ("sealed", "partial", "open")


def sandbox_level(store: Store) -> Level:
    """The level of this machine, attacked once for each version of tutor, Python and system.

    Raises SandboxError when no call can be made at all.
    """
    known = remembered_level(store)
    if known is not None:
        return known
    level = attacked_level()
    remember_level(store, level)
    return level


def remembered_level(store: Store) -> Level | None:
    """What an attack on this very machine has found before."""
    known = store.setting(SETTING)
    if isinstance(known, dict) and known.get("machine") == _machine() and known.get("level") in LEVELS:
        return cast(Level, known["level"])
    return None


def attacked_level() -> Level:
    """Attacks a real call, which takes about a second. Raises SandboxError when no call can be made."""
    with open_sandbox() as sandbox:
        return examine(sandbox).level


def remember_level(store: Store, level: Level) -> None:
    """For the next time on this machine."""
    store.set_setting(SETTING, {"machine": _machine(), "level": level})


def _machine() -> str:
    return f"{__version__} {platform.python_version()} {platform.platform()}"


def is_shipped(course: Course) -> bool:
    """Whether the course came with the tutor; every other one is other people's code."""
    return course.folder.resolve() == shipped_course().resolve()


def refusal(course: Course, level: Level) -> str | None:
    """Why the code of this course must not run at this level; None when it may."""
    if is_shipped(course) or level == "sealed":
        return None
    return (
        f"{course.title} is not the course that ships, and the sandbox is only {level} here: its code could get out "
        "(tutor doctor says how). Add --trust-course before the command to run it all the same."
    )
