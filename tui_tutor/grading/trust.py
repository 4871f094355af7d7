"""Whose code may run here: other people's only where the sandbox is sealed, as an attack has shown."""

from typing import TYPE_CHECKING

from tui_tutor.course import Course, shipped_course
from tui_tutor.grading.remembering import remember_level, remembered_level
from tui_tutor.progress import Store

if TYPE_CHECKING:
    from tui_tutor.sandbox import Level


def sandbox_level(store: Store) -> "Level":
    """The level of this machine, attacked once for each version of tutor, Python and system.

    Raises SandboxError when no call can be made at all.
    """
    known = remembered_level(store)
    if known is not None:
        return known
    level = attacked_level()
    remember_level(store, level)
    return level


def attacked_level() -> "Level":
    """Attacks a real call, which takes about a second. Raises SandboxError when no call can be made."""
    from tui_tutor.sandbox import (
        examine,
        open_sandbox,
    )  # here: most only ask whose course it is, and attack nobody

    with open_sandbox() as sandbox:
        return examine(sandbox).level


def risk(level: str) -> str:
    """What a learner has to know of a sandbox of this level; nothing where it is sealed."""
    if level == "sealed":
        return ""
    return f"The sandbox is only {level} here: run your own code, and courses that you trust."


def is_shipped(course: Course) -> bool:
    """Whether the course came with the tutor; every other one is other people's code."""
    return course.folder.resolve() == shipped_course().resolve()


def refusal(course: Course, level: "Level") -> str | None:
    """Why the code of this course must not run at this level; None when it may."""
    if is_shipped(course) or level == "sealed":
        return None
    return (
        f"{course.title} is not the course that ships, and the sandbox is only {level} here: its code could get out "
        "(tutor doctor says how). Add --trust-course before the command to run it all the same."
    )
