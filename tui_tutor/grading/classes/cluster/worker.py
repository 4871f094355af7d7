"""The end of the wire in a cluster's worker process: it marks, in a sandbox of its own that it has attacked itself.

The process keeps one warm sandbox for as long as it lives. The two functions here are all that the grader calls.
"""

import platform
import sys
import threading
from functools import cache
from importlib.metadata import version

from tui_tutor import __version__
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.classes.cluster.crossing import Done, Introduction, Work, packed, unpacked
from tui_tutor.grading.classes.marker import Marker
from tui_tutor.grading.trust import attacked_level
from tui_tutor.sandbox import Level, SandboxError

_ONE_AT_A_TIME = threading.Lock()  # a worker has several threads, and `cache` does not wait


def introduce() -> bytes:
    """An `Introduction` of this process. The first time it attacks its sandbox, which takes about a second."""
    return packed(_known())


def mark(work: bytes) -> bytes:
    """`Work` to `Done`. No foreign code runs before the worker has found its own sandbox to be what is wanted."""
    asked = unpacked(work, Work)
    trouble = _known().trouble(asked.wanted)
    if trouble:
        return packed(Done(refused=f"The worker on {platform.node()} {trouble}."))
    marks = _marker(asked.seed, asked.wanted.level).marks(asked.exercise, asked.sources)
    return packed(Done(tuple(marks)))


def versions() -> Introduction:
    """The versions of this process, before its sandbox has been looked at."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Introduction(__version__, python, version("numpy"))


def _known() -> Introduction:
    with _ONE_AT_A_TIME:
        return _introduction()


def _marker(seed: int, level: Level) -> Marker:
    with _ONE_AT_A_TIME:
        return _one_marker(seed, level)


@cache
def _introduction() -> Introduction:
    here = versions()
    try:
        return Introduction(here.tutor, here.python, here.numpy, attacked_level())
    except SandboxError as error:
        return Introduction(here.tutor, here.python, here.numpy, failed=str(error))


@cache
def _one_marker(seed: int, level: Level) -> Marker:
    return Marker(_checker(), seed=seed, level=level)


@cache
def _checker() -> Checker:
    return Checker()
