"""Hostile and broken submissions: what each of them does, and how its call must end.

`$name` in a source is replaced by the canary ground that `tests/sandbox/canaries.py` lays out: `$secret` (a
file with a token), `$folder` (the folder around it), `$pid` (the test process), `$neighbour` (another process
of the same user), `$tcp`, `$udp` (ports), `$abstract` (a socket name), `$terminal` (the path of a terminal),
and `$nr_NAME` (a system call's number). A source that can tell by itself that it got out prints ESCAPED.
"""

from typing import NamedTuple

RETURNED, RAISED, TIMED_OUT, OUT_OF_MEMORY, CRASHED, REFUSED = (
    "returned", "raised", "timed out", "out of memory", "crashed", "refused",
)  # fmt: skip


class Hostile(NamedTuple):
    """One submission. `alarm` names the canary that sings when nothing holds it back, where safe."""

    name: str
    ends: tuple[str, ...]
    source: str
    alarm: str = ""


def stopped(name: str, source: str, alarm: str = "") -> Hostile:
    """Something that the system forbids: an exception, or the end of the process."""
    return Hostile(name, (RAISED, CRASHED), source, alarm)


def tried(name: str, source: str, alarm: str = "") -> Hostile:
    """Something that looks at its own success, and prints ESCAPED if it had any."""
    return Hostile(name, (RETURNED, RAISED, CRASHED), SYSTEM_CALLS + source, alarm)


SYSTEM_CALLS = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return libc.syscall(ctypes.c_long(number), *words)
def got_out(result):
    if result is not None and result is not False and not (isinstance(result, int) and result < 0):
        print("ESCAPED", result)
"""
