"""The start of a zygote: a process, and the socket on which it is told what to do."""

import contextlib
import os
import socket
import subprocess
import sys
from typing import NamedTuple

from tui_tutor.sandbox.errors import SandboxError
from tui_tutor.sandbox.launch import WALLS, Launch, environment

FIRST_FREE_DESCRIPTOR = 3
EARLY = 6  # children that it makes before it imports, unasked, what a first check can do without


class Started(NamedTuple):
    """What there is of a zygote before it has said a word."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket


_ahead: list[Started] = []


def head_start() -> None:
    """Starts the zygote of the next sandbox, for a program that has much to import before it opens one."""
    if sys.platform == "linux":
        with contextlib.suppress(SandboxError):  # told by whoever needs it
            _ahead.append(_start(Launch(), WALLS, EARLY))


def started(launch: Launch, walls: frozenset[str], early: int) -> Started:
    """A zygote like this, started just now or ahead. Raises `SandboxError`."""
    usual = (launch, walls, early) == (Launch(), WALLS, EARLY)
    return _ahead.pop() if usual and _ahead else _start(launch, walls, early)


def _start(launch: Launch, walls: frozenset[str], early: int) -> Started:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        descriptor = _above_the_standard_ones(theirs.fileno())
        try:
            settings = {"control": descriptor, "parent": os.getpid(), "walls": sorted(walls), "early": early}
            process = subprocess.Popen(
                launch.command("zygote", **settings),
                env=environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[descriptor],
                start_new_session=True,
            )
        except (OSError, SandboxError) as error:
            ours.close()
            raise SandboxError(f"The sandbox could not be started: {error}") from None
        finally:
            os.close(descriptor)
    return Started(process, ours)


def _above_the_standard_ones(descriptor: int) -> int:
    """A copy of it beyond 2: with the tutor's own 0, 1 and 2 closed, a new descriptor may be one of them."""
    if sys.platform == "win32":
        raise SandboxError("There is no zygote on Windows.")
    import fcntl

    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, FIRST_FREE_DESCRIPTOR)
