"""What grading a class costs: submissions a second, CPU time for each, memory, from hundreds to thousands.

    python -m tests.benchmarks.class_of_thousands [COUNT ...]

grades classes of these sizes (200 and 2,000 by default: right, wrong and, one in fifty, hostile answers to four
exercises, no two texts equal), and beside each measures what a fresh `python` that imports numpy costs for every file,
without checking anything. On a busy machine read CPU time, not seconds. An endless loop burns its two seconds whoever
grades it: these are left out of the CPU time, and the fresh processes are not given any.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tui_tutor.course import load_exercise, open_course
from tui_tutor.sandbox import Limits

EXERCISES = ("linear-regression", "logistic-regression", "transpose-bug", "forward-vs-central")
ENDLESS = "while True: pass\n"
HOSTILE = ("import os\nos._exit(0)\n", ENDLESS, "import sys\nsys.exit(0)\n", "x = [0] * 2**40\n")
FRESH = 20  # fresh processes that are measured
IMPORT = "import numpy, sys; exec(open(sys.argv[1]).read(), {'__name__': 'x'})"


def write_class(folder, count):
    """`count` files as STUDENT/EXERCISE.py; the number of endless loops among them."""
    rng, course, endless = random.Random(1), open_course(), 0
    exercises = [load_exercise(course, name) for name in EXERCISES]
    for number in range(count):
        exercise, home = exercises[number % len(exercises)], folder / f"student{number // len(exercises):05d}"
        home.mkdir(parents=True, exist_ok=True)
        if number % 50 == 7:
            source = HOSTILE[number // 50 % len(HOSTILE)]
        else:
            mistakes = [mistake.source for mistake in exercise.mistakes]
            source = exercise.problem.solution if rng.random() < 0.55 else rng.choice(mistakes)
        endless += source == ENDLESS
        (home / f"{exercise.id}.py").write_text(f"{source}\n# {number}\n", encoding="utf-8")
    return endless


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


def grade(count):
    """One line of the table."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, output = Path(temporary) / "class", f"{temporary}/grades.json"
        loops = write_class(folder, count) * Limits().wall
        environment = {**os.environ, "TUTOR_HOME": f"{temporary}/home"}
        measured(
            environment, "-m", "tui_tutor", "grade", str(folder / "student00000")
        )  # attacks the sandbox once
        tutor = ("-m", "tui_tutor", "grade", str(folder), "--format", "json", "--output", output)
        seconds, cpu, memory = measured(environment, *tutor)
        some = [file for file in sorted(folder.glob("*/*.py")) if "numpy" in file.read_text()][:FRESH]
        fresh = sum(measured(environment, "-c", IMPORT, str(file))[1] for file in some) / len(some)
    each = (cpu - loops) / count
    return (
        f"{count:>7} {seconds:>8.1f} {count / seconds:>9.1f} {1e3 * each:>12.1f} {memory:>10.0f} "
        f"{1e3 * fresh:>14.0f} {fresh / each:>8.1f}"
    )


def main(*counts):
    """Measure and print a table."""
    print("  files  seconds  a second  CPU ms each  memory MB  fresh, CPU ms  as often", flush=True)
    for count in counts or (200, 2000):
        print(grade(count), flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
