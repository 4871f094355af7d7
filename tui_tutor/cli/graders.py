"""Who does the work of `tutor grade`, once it is sure that strangers' code may run there."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui_tutor.cli.sharing import Fault, Options, UsageError, open_store

if TYPE_CHECKING:
    from tui_tutor.course import Course
    from tui_tutor.grading.classes import Workers
    from tui_tutor.sandbox import Level


@contextmanager
def workers_here(
    course: "Course", options: Options, *, jobs: int | None, seed: int, trusted: bool
) -> "Iterator[Workers]":
    """Threads of this process, one for each core unless `jobs` says how many. Raises UsageError or Fault."""
    from tui_tutor.grading import Checker
    from tui_tutor.grading.classes import LocalWorkers
    from tui_tutor.grading.trust import sandbox_level
    from tui_tutor.sandbox import SandboxError

    try:
        level = sandbox_level(open_store())
    except SandboxError as error:
        raise Fault(str(error)) from error
    _allow(course, options, level, "The sandbox is", trusted=trusted)
    with Checker() as checker:
        yield LocalWorkers(checker, jobs=jobs or _cores(), seed=seed, level=level)


@contextmanager
def workers_of(
    scheduler: str, course: "Course", options: Options, *, seed: int, trusted: bool
) -> "Iterator[Workers]":
    """The workers of a cluster. Raises UsageError or Fault."""
    from tui_tutor.grading.classes.cluster import Cluster, ClusterError

    try:
        with Cluster(scheduler, seed=seed) as cluster:
            _allow(course, options, cluster.level, "A worker's sandbox is", trusted=trusted)
            yield cluster
    except ClusterError as error:
        raise Fault(str(error)) from error


def _allow(course: "Course", options: Options, level: "Level", whose: str, *, trusted: bool) -> None:
    """Strangers' code runs below `sealed` only when the instructor says so: the students', and the course's."""
    from tui_tutor.grading.trust import refusal

    refused = refusal(course, level)
    if refused and not options.trust_course:
        raise UsageError(refused)
    if level != "sealed" and not trusted:
        raise UsageError(
            f"{whose} only {level} here, so students' code could get out (tutor doctor says how). Grade on "
            "Linux, or add --trust-submissions to run it all the same."
        )


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
