"""A single-use process: import everything, lock, say so, wait for one job, answer it.

Job on standard input, answers on standard output, what is printed on standard error. Runs on every platform,
so nothing here imports what only some of them have before asking which one it is.
"""

import os
import signal
import sys
from typing import Any, NoReturn

from tui_tutor.sandbox.inside import child
from tui_tutor.sandbox.inside.forgetting import forget_the_machine
from tui_tutor.sandbox.inside.warm import import_first, import_the_rest


def main(settings: dict[str, Any]) -> NoReturn:
    """`settings`: calls, memory (bytes), cpu (seconds), walls."""
    job, answers = _own_streams()
    write = child.writer(answers)
    parent = os.getppid()
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        calls = import_first(settings["calls"])
        for _ in import_the_rest(calls):
            pass
        layers = _lock(settings["memory"], settings["cpu"], frozenset(settings["walls"]), parent)
        forget_the_machine()
    except BaseException as error:
        write(child.ready(failed=f"{type(error).__name__}: {error}"))
        os._exit(child.ENDED_WITHOUT_ANSWER)
    write(child.ready(("a fresh process for each call (started ahead)", *layers)))
    child.perform_one(calls, child.reader(job), write)
    os._exit(child.ENDED_WITHOUT_ANSWER)


def _own_streams() -> tuple[int, int]:
    """Moves job and answers away from 0 and 1: foreign code reads nothing from 0 and prints to what was 2."""
    job, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (job, answers):
            msvcrt.setmode(descriptor, os.O_BINARY)
    return job, answers


def _lock(memory: int, cpu: int, walls: frozenset[str], parent: int) -> tuple[str, ...]:
    layers: tuple[str, ...] = ()
    if sys.platform == "linux":
        from tui_tutor.sandbox.inside.linux import LinuxLock

        lock = LinuxLock(walls)
        lock.close_process()
        lock.close_child(memory, cpu, parent)
        layers = lock.layers
    if sys.platform == "darwin":
        from tui_tutor.sandbox.inside.darwin import close

        layers = close(memory, cpu)
    if sys.platform == "win32":
        layers = ("Job Object: memory, time and processes limited",)
    return layers
