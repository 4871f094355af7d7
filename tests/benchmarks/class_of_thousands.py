"""What grading a class costs: time and memory, from hundreds to thousands, beside a fresh process for each file.

    python -m tests.benchmarks.class_of_thousands [COUNT ...]

grades classes of these sizes (200 and 2,000 by default: right, wrong and, one in fifty, hostile answers to four
exercises, no two texts equal) and ends with exit code 1 unless

- it grades eight times, or more, as many files in a second as fresh processes of `python` read that import numpy,
  one for every file and as many at a time as there are cores, and check nothing,
- its memory is the same for the largest class as for the smallest (within a tenth), and
- so is the cost of a submission (within a tenth).

Twice: once the answers are those that a course knows, so that many arrays are equal and judged once; once no two
answers are equal, as if everybody had rounded differently or made a mistake of their own.

Measure on a machine that does nothing else, or read the CPU time. Importing numpy starts threads that wait for work
by looking for it, so that its CPU time is up to twice the time on the clock; told to use one
(OPENBLAS_NUM_THREADS=1), two fresh processes at a time are nearly twice as fast. What a grading costs whatever the
size of the class (starting, attacking nothing, making data, checking the official solutions) is measured by a class
of one student and taken off the cost of a submission. An endless loop costs the two seconds that it is given, whoever
grades it: the hostile ones here are of the other kinds.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.rows import Row
from tui_tutor.course import load_exercise, open_course

EXERCISES = ("linear-regression", "logistic-regression", "transpose-bug", "forward-vs-central")
HOSTILE = ("import os\nos._exit(0)\n", "def f(: pass\n", "import sys\nsys.exit(0)\n", "x = [0] * 2**40\n")
FRESH = 40  # fresh processes that are measured
IMPORT = "import numpy, sys; exec(open(sys.argv[1]).read(), {'__name__': 'x'})"
AT_LEAST, WITHIN = 8.0, 0.10
# Right answers that differ in their last digits, wrong ones that differ in size.
SCALED = """

import functools
def _scaled(value):
    if isinstance(value, dict):
        return {{name: _scaled(one) for name, one in value.items()}}
    return tuple(map(_scaled, value)) if isinstance(value, tuple) else value * {factor!r}
def _changed(function):
    return functools.wraps(function)(lambda *values, **named: _scaled(function(*values, **named)))
{name} = _changed({name})
"""


class Measured(NamedTuple):
    """Of one class: CPU seconds for each submission, seconds for a fresh process, and the grader's peak in MB.

    `start` are CPU seconds whatever the size of the class, `seconds` all that passed.
    """

    count: int
    alike: bool
    seconds: float
    start: float
    each: float
    fresh: float
    memory: float

    @property
    def as_often(self):
        """How many files are graded in the time of one fresh process."""
        return self.fresh * self.count / self.seconds

    def __str__(self):
        return (
            f"{self.count:>7} {'alike' if self.alike else 'differ':>8} {self.seconds:>8.1f} "
            f"{self.count / self.seconds:>9.1f} {self.start:>8.2f} {1e3 * self.each:>12.1f} {self.memory:>10.0f} "
            f"{1 / self.fresh:>15.1f} {self.as_often:>8.1f}"
        )


def write_class(folder, count, *, alike=True):
    """`count` files as STUDENT/EXERCISE.py."""
    rng, course = random.Random(1), open_course()
    exercises = [load_exercise(course, name) for name in EXERCISES]
    for number in range(count):
        exercise, home = exercises[number % len(exercises)], folder / f"student{number // len(exercises):05d}"
        home.mkdir(parents=True, exist_ok=True)
        if number % 50 == 7:
            source = HOSTILE[number // 50 % len(HOSTILE)]
        else:
            right = rng.random() < 0.55
            mistakes = [mistake.source for mistake in exercise.mistakes]
            source = exercise.problem.solution if right else rng.choice(mistakes)
            factor = 1 + number * (2.0**-52 if right else 1e-4)
            source += "" if alike else SCALED.format(name=exercise.function, factor=factor)
        (home / f"{exercise.id}.py").write_text(f"{source}\n# {number}\n", encoding="utf-8")


def measured(environment, *command):
    """Seconds, CPU seconds with those of all its children, and the command's own peak memory in MB."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    process.returncode = 0
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, cpu, usage.ru_maxrss / 1024


def read_by_fresh(files, environment):
    """Seconds for each file that a process of its own reads, as many at a time as there are cores."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        list(threads.map(lambda file: measured(environment, "-c", IMPORT, str(file)), files))
    return (time.perf_counter() - begun) / len(files)


def grade(count, *, alike):
    """Grade a class of this size."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, output = Path(temporary) / "class", f"{temporary}/grades.json"
        write_class(folder, count, alike=alike)
        environment = {**os.environ, "TUTOR_HOME": f"{temporary}/home"}
        environment.pop("OPENBLAS_NUM_THREADS", None)  # as people have it

        def tutor(*paths):
            return measured(
                environment, "-m", "tui_tutor", "grade", *paths, "--format", "json", "--output", output
            )

        tutor(f"{folder}/student00000")  # attacks the sandbox, once for this home
        start = tutor(f"{folder}/student00000")[1]
        seconds, cpu, memory = tutor(str(folder))
        some = [file for file in sorted(folder.glob("*/*.py")) if "numpy" in file.read_text()][:FRESH]
        fresh = read_by_fresh(some, environment)
    each = (cpu - start) / (count - len(EXERCISES))
    return Measured(count, alike, seconds, start, each, fresh, memory)


def rows(amount):
    """The part of the table about grading: against a fresh process for each file, and a class of ten times the size."""
    for alike, kind in ((True, "answers that a course knows"), (False, "no two answers equal")):
        small, large = (grade(count, alike=alike) for count in amount.classes)
        fresh = "a fresh process that imports numpy for each file"
        yield Row(
            f"grading a file, {kind}", 1e3 * large.seconds / large.count, fresh, 1e3 * large.fresh, "ms"
        )
        few, many = f"in a class of {small.count:,}", f"in a class of {large.count:,}"
        yield Row(f"grading a file {many}, {kind}, CPU", 1e3 * large.each, few, 1e3 * small.each, "ms")
        yield Row(f"memory of the grader {many}", large.memory, few, small.memory, "MB")


def main(*counts):
    """Measures, prints a table, and says what was not reached."""
    print(
        "  files  answers  seconds  a second  start s  CPU ms each  memory MB  fresh a second  as often",
        flush=True,
    )
    missed = []
    for alike in (True, False):
        found = []
        for count in sorted(counts or (200, 2000)):
            found.append(grade(count, alike=alike))
            print(found[-1], flush=True)
        small, large = found[0], found[-1]
        missed += [
            f"a fresh process takes {one.as_often:.1f} times as long, and not {AT_LEAST:g}"
            for one in found
            if one.as_often < AT_LEAST
        ]
        if large.memory > small.memory * (1 + WITHIN):
            missed.append(f"the memory grows from {small.memory:.0f} to {large.memory:.0f} MB")
        if not alike and abs(large.each / small.each - 1) > WITHIN:
            missed.append(f"a submission costs {1e3 * small.each:.1f} ms, then {1e3 * large.each:.1f} ms")
    print("\n".join(missed) or "everything was reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:])))
