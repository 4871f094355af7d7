"""The zygote: imports numpy once, then forks one locked child per call. Linux only.

It holds no lesson, no answer and no secret, and never reads a byte of a job: jobs go from the tutor to the
child on a socket of their own. It is single-threaded, so that forking is safe, and it keeps the clocks: it
kills its own unreaped children, whose numbers cannot have been used again.
"""

import gc
import os
import resource
import select
import signal
import socket
import sys
import time
import traceback
from contextlib import suppress
from types import ModuleType
from typing import Any, NoReturn

import msgspec

from tui_tutor.sandbox.inside import child
from tui_tutor.sandbox.inside.forgetting import forget_the_machine
from tui_tutor.sandbox.inside.linux import LinuxLock, tasks
from tui_tutor.sandbox.inside.rehearsal import rehearse
from tui_tutor.sandbox.inside.warm import Missing, import_first, import_the_rest
from tui_tutor.sandbox.orders import Ended, Finish, Hello, Kill, Make, Order, Start

DESCRIPTORS = 4096
DONE = object()
NO_PROCESS = "The sandbox could not start a process: {reason}. Close some programs and try again."
JOB = 3  # the child's only descriptor besides 0 (nothing), 1 and 2 (what it prints)


class _Child(msgspec.Struct):
    """A forked process: the pipe that will tell how it ended, and when it has to (monotonic seconds)."""

    pid: int
    status: int
    deadline: float | None
    late: bool = False


def main(settings: dict[str, Any]) -> NoReturn:
    """Runs until the tutor is gone. `settings`: control (descriptor), parent (pid), calls, walls, early."""
    control = socket.socket(fileno=settings["control"])
    with suppress(OSError):
        try:
            _first(control, settings).run()
        except CannotForkError as error:
            _say(control, Hello(unsafe=str(error)))
        except BaseException:
            _say(control, Hello(failed=traceback.format_exc(limit=-3)))
    os._exit(0)


def _first(control: socket.socket, settings: dict[str, Any]) -> "Zygote":
    gc.disable()  # there is little garbage in imports, and much to look through; children have it on
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = DESCRIPTORS if most == resource.RLIM_INFINITY else min(DESCRIPTORS, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    calls = import_first(settings["calls"])
    lock = LinuxLock(frozenset(settings["walls"]))
    zygote = Zygote(control, settings["parent"], lock, calls, settings["early"])
    _is_alone()
    _say(control, Hello())
    return zygote


class CannotForkError(Exception):
    """Another thread is there, and it may hold a lock while this one forks."""


def _is_alone() -> None:
    if tasks() != 1:
        raise CannotForkError(f"there are {tasks() or 'an unknown number of'} threads after importing numpy")


def _say(control: socket.socket, hello: Hello) -> None:
    control.send(msgspec.json.encode(hello))


class Zygote:
    """The loop: orders in, children out, statuses back.

    Between orders it goes on importing, when it is told to or has made `early` children: one check has ended by
    then, and others will come. It gives up its own privileges when everything is imported, because afterwards it
    may not be able to read the files; children of the time before give up theirs.
    """

    def __init__(
        self, control: socket.socket, parent: int, lock: LinuxLock, calls: ModuleType, early: int
    ) -> None:
        self._control, self._lock, self._calls, self._early = control, lock, calls, early
        self._children: dict[int, _Child] = {}  # by the order's id
        self._pid = os.getpid()
        self._ready = child.ready(complete=False)
        self._rest = import_the_rest(calls)
        self._complete = False
        self._decoder = msgspec.json.Decoder(Order)
        self._poll = select.poll()
        self._poll.register(control.fileno(), select.POLLIN)
        self._ends = self._wake_on_death()
        self._watch(parent)

    def _wake_on_death(self) -> int:
        receives, sends = os.pipe()
        os.set_blocking(receives, False)
        os.set_blocking(sends, False)
        signal.set_wakeup_fd(sends, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._poll.register(receives, select.POLLIN)
        return receives

    def _watch(self, parent: int) -> None:
        """The end of the control socket tells that the tutor is gone; this also does when a copy of it lives
        on.
        """
        with suppress(AttributeError, OSError):
            self._tutor = os.pidfd_open(parent)
            self._poll.register(self._tutor, select.POLLIN)
        if os.getppid() != parent:
            os._exit(0)

    def run(self) -> NoReturn:
        """Serves until the tutor is gone, then takes the children along."""
        while True:
            importing = self._early <= 0 and not self._complete
            for descriptor, _ in self._poll.poll(0 if importing else self._patience()):
                if descriptor == self._ends:
                    self._reap()
                elif descriptor != self._control.fileno() or not self._serve():
                    self._leave()
            self._kill_the_late()
            if importing:
                self._import_more()

    def _import_more(self) -> None:
        """One step. Without the rest it can go on as before, and whoever asks for it is told what is wrong."""
        try:
            done = next(self._rest, DONE) is DONE
        except Exception:
            done, self._early = False, sys.maxsize
            self._rest = import_the_rest(self._calls)  # whoever asks again is told again
            _say(self._control, Hello(failed=traceback.format_exc(limit=-3)))
        if done:
            self._close()

    def _close(self) -> None:
        """Everything is there."""
        _is_alone()
        self._lock.close_process()
        forget_the_machine()
        gc.collect()
        gc.freeze()  # what is there now is not looked through, and so not copied, when a child collects
        self._ready, self._complete = child.ready(self._lock.layers), True
        _say(self._control, Hello(("a fresh process for each call (forked)", *self._lock.layers)))

    def _patience(self) -> float | None:
        """Milliseconds until the next deadline."""
        open_ = [one.deadline for one in self._children.values() if one.deadline is not None and not one.late]
        return max(0.0, (min(open_) - time.monotonic()) * 1e3) + 1 if open_ else None

    def _serve(self) -> bool:
        """Follows one order; False when the tutor has closed the socket."""
        message, descriptors, _, _ = socket.recv_fds(self._control, 4096, 3)
        if not message:
            return False
        order = self._decoder.decode(message)
        if isinstance(order, Make):
            if len(descriptors) == 3:
                self._make(order, *descriptors)
            else:  # cut short: no room for more descriptors; the closed status pipe tells the tutor
                for descriptor in descriptors:
                    os.close(descriptor)
        elif isinstance(order, Finish):
            self._early = 0
        elif order.id in self._children:
            one = self._children[order.id]
            if isinstance(order, Start):
                one.deadline = time.monotonic() + order.wall
            elif isinstance(order, Kill):
                _kill(one.pid)
        return True

    def _make(self, order: Make, job: int, printed: int, status: int) -> None:
        self._early -= 1
        try:
            pid = os.fork()
        except OSError as error:
            _tell(status, Ended(error=NO_PROCESS.format(reason=error.strerror)))
        else:
            if pid == 0:
                try:
                    self._become_child(order, job, printed)
                finally:
                    os._exit(child.ENDED_WITHOUT_ANSWER)
            deadline = None if order.wall is None else time.monotonic() + order.wall
            self._children[order.id] = _Child(pid, status, deadline)
        os.close(job)
        os.close(printed)

    def _become_child(self, order: Make, job: int, printed: int) -> None:
        # `printed` first: with 3 as its own number it would otherwise be overwritten by the job socket.
        os.dup2(printed, 1)
        os.dup2(printed, 2)
        os.dup2(job, JOB)
        os.closerange(JOB + 1, DESCRIPTORS)
        write = child.writer(JOB)
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setpgid(0, 0)
            if not self._complete:
                self._lock.close_process()
                forget_the_machine()
                gc.freeze()
                sys.meta_path.append(Missing)
            gc.enable()
            self._lock.close_child(order.memory, order.cpu, self._pid)
        except BaseException as error:
            write(child.ready(failed=f"{type(error).__name__}: {error}"))
            return
        write(self._ready)
        if order.rehearse and self._complete:
            rehearse(self._calls)
        child.perform_one(self._calls, child.reader(JOB), write)

    def _kill_the_late(self) -> None:
        now = time.monotonic()
        for one in self._children.values():
            if one.deadline is not None and one.deadline <= now and not one.late:
                one.late = True
                _kill(one.pid)

    def _reap(self) -> None:
        with suppress(BlockingIOError):
            os.read(self._ends, 4096)
        while self._children:
            # Look first, reap after the whole group is dead: an unreaped number cannot be used again.
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if ended is None:
                return
            _kill(ended.si_pid)
            pid, status, usage = os.wait4(ended.si_pid, 0)
            for id_, one in list(self._children.items()):
                if one.pid == pid:
                    cpu = usage.ru_utime + usage.ru_stime
                    _tell(one.status, Ended(os.waitstatus_to_exitcode(status), one.late, cpu))
                    del self._children[id_]

    def _leave(self) -> NoReturn:
        for one in self._children.values():
            _kill(one.pid)
        os._exit(0)


def _kill(pid: int) -> None:
    """The process, and the group it leads in case it could start others."""
    for send in (os.kill, os.killpg):
        with suppress(ProcessLookupError, PermissionError):
            send(pid, signal.SIGKILL)


def _tell(status: int, ended: Ended) -> None:
    with suppress(OSError):  # the tutor may have stopped listening
        os.write(status, msgspec.json.encode(ended))
    os.close(status)
