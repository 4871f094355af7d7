"""What a cluster grades: submissions a second and core, and what the one process costs that hands them out.

    python -m tests.benchmarks.cluster_of_workers [COUNT [WORKERS]]

starts a scheduler and WORKERS worker processes of one thread here, on loopback (2 by default), grades a class of COUNT
(2,000 by default: the classes of `class_of_thousands`) with them, and prints CPU time for each submission: of the
workers and all that they started, and of this process, which is grader and scheduler in one. On real machines workers
do not share cores with them: a core grades as many as its CPU time allows, and the grader keeps as many cores busy as
its own CPU time goes into theirs.
"""

import os
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.class_of_thousands import write_class
from tui_tutor.course import open_course
from tui_tutor.grading.classes import Examiner, Ledger, Naming, find, grade_all
from tui_tutor.grading.classes.cluster import Cluster


def cpu_of_tree():
    """CPU seconds that this process and everything below it have used, living and gone (run on a worker)."""
    import psutil

    me = psutil.Process()
    times = [process.cpu_times() for process in (me, *me.children(recursive=True))]
    return sum(one.user + one.system + one.children_user + one.children_system for one in times)


def grade(address, count, *, alike):
    """One line."""
    from distributed import Client

    course = open_course()
    names = frozenset(one.id for lesson in course.lessons for one in lesson.exercises)
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        write_class(Path(temporary) / "class", count, alike=alike)
        found = find([Path(temporary) / "class"], course, Naming(names), stack)
        asked = stack.enter_context(Client(address, set_as_default=False))
        cluster = stack.enter_context(Cluster(address, seed=0))
        ledger = stack.enter_context(Ledger(Path(temporary), course.id))
        examiner = Examiner(course, ledger, seed=0, level=cluster.level, resume=False)
        before, own, begun = sum(asked.run(cpu_of_tree).values()), time.process_time(), time.perf_counter()
        grade_all(found.submissions, examiner, cluster, lambda result: None)
        seconds, own = time.perf_counter() - begun, time.process_time() - own
        workers = sum(asked.run(cpu_of_tree).values()) - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>7} {'alike' if alike else 'differ':>8} {seconds:>8.1f} {1e3 * workers / count:>14.1f} "
        f"{count / workers:>13.0f} {1e3 * own / count:>15.2f} {workers / own:>11.0f} {peak:>10.0f}",
        flush=True,
    )


def main(count=2000, workers=2):
    """Prints a line for answers that are often equal, and one for answers that never are."""
    from distributed import LocalCluster

    print(f"{workers} workers on {len(os.sched_getaffinity(0))} cores", flush=True)
    print("  files  answers  seconds  workers ms each  a core second  grader ms each  keeps busy  memory MB")
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as cluster:
        for alike in (True, False):
            grade(cluster.scheduler_address, count, alike=alike)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
