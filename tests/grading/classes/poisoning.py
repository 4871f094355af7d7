"""What tests make a cluster's workers do: die of a certain text, pretend to be less safe than they are."""

import os

import msgspec

from tui_tutor.grading.classes.cluster import worker
from tui_tutor.grading.classes.cluster.crossing import Introduction
from tui_tutor.grading.classes.cluster.worker import introduce, versions

__all__ = ["POISON", "introduce", "mark", "pretend", "versions"]
POISON = "# this text ends whoever marks it\n"


def mark(work: bytes) -> bytes:
    """The worker's own, but for one text."""
    if POISON.encode() in work:
        os._exit(1)
    return worker.mark(work)


def pretend(level: str) -> None:
    """From here on, this process has found its sandbox to be of this level."""
    found: Introduction = msgspec.structs.replace(versions(), level=level)
    worker._introduction = lambda: found
