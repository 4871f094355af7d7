"""The attacks of `tutor doctor`, as data: what each of them runs inside a call, and what it may touch.

`$name` stands for a canary of the doctor's. A probe prints `$out` when it can tell by itself that it got out.
"""

import socket
import sys
from typing import Literal

from msgspec import Struct

from tui_tutor.sandbox.types import Limits

Sign = Literal[
    "file",
    "tcp",
    "udp",
    "unix",
    "neighbour",
    "terminal",
    "secret",
    "hidden",
    "size",
    "environment",
    "clock",
    "out",
]

MEMORY = Limits(wall=5.0, memory=128 << 20)
TIME = Limits(wall=0.3)
PATIENT = Limits(wall=5.0)


class Probe(Struct, frozen=True):
    """One attack. `name` completes "submitted code could ..."; `sign` is the canary that tells.

    `vital`: whoever can do this can read, change or reach what belongs to the person at the keyboard.
    """

    name: str
    sign: Sign
    source: str
    vital: bool = False
    limits: Limits = PATIENT


def probes() -> tuple[Probe, ...]:
    """The attacks that make sense on this platform."""
    linux, windows = sys.platform == "linux", sys.platform == "win32"
    there = {"unix": hasattr(socket, "AF_UNIX"), "linux": linux, "posix": not windows}
    return tuple(probe for needs, probe in _PROBES if there.get(needs, True))


_PROBES: tuple[tuple[str, Probe], ...] = (
    ("", Probe("read a file", "secret", "print(open($secret).read())", vital=True)),
    ("", Probe("write a file", "file", "open($new, 'w').write('x')", vital=True)),
    ("", Probe("see that a file exists", "size", "import os; print(os.stat($sized).st_size)")),
    ("", Probe("list a folder", "hidden", "import os; print(os.listdir($folder))")),
    ("posix", Probe("change a file's mode", "file", "import os; os.chmod($secret, 0o777)")),
    (
        "",
        Probe(
            "open a TCP connection",
            "tcp",
            "import socket; socket.create_connection(('127.0.0.1', $tcp), 1.0)",
            vital=True,
        ),
    ),
    (
        "",
        Probe(
            "send a UDP packet",
            "udp",
            "import socket\n"
            "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', $udp))",
            vital=True,
        ),
    ),
    (
        "unix",
        Probe(
            "reach a local service",
            "unix",
            "import socket; socket.socket(socket.AF_UNIX).connect($door)",
            vital=True,
        ),
    ),
    (
        "",
        Probe(
            "signal another program",
            "neighbour",
            "import os, signal; os.kill($neighbour, signal.SIGTERM); print($out)",
            vital=True,
        ),
    ),
    (
        "linux",
        Probe(
            "take control of another program",
            "out",
            "import ctypes\nif ctypes.CDLL(None).ptrace(16, $neighbour, 0, 0) == 0: print($out)",
            vital=True,
        ),
    ),
    (
        "posix",
        Probe(
            "start a process",
            "out",
            "import os\npid = os.fork()\nif pid == 0: os._exit(0)\nos.waitpid(pid, 0); print($out)",
            vital=True,
        ),
    ),
    (
        "",
        Probe(
            "run a program",
            "file",
            "import subprocess\n"
            "subprocess.run([$python, '-I', '-S', '-c', 'open(' + repr($new) + ', \"w\")'])",
            vital=True,
        ),
    ),
    (
        "linux",
        Probe(
            "make a namespace",
            "out",
            "import ctypes\nif ctypes.CDLL(None).unshare(0x10000000) == 0: print($out)",
        ),
    ),
    (
        "",
        Probe(
            "start a thread",
            "out",
            "import threading\nt = threading.Thread(target=print, args=($out,)); t.start(); t.join()",
        ),
    ),
    ("", Probe("read the environment", "environment", "import os; print(*sorted(os.environ))")),
    (
        "posix",
        Probe(
            "find an open file of the tutor's",
            "out",
            "import os\nfound = 0\nfor n in range(3, 256):\n    try: os.fstat(n); found += 1\n"
            "    except OSError: pass\nif found > 2: print($out)",
        ),
    ),
    (
        "posix",
        Probe("write to the terminal", "terminal", "open($terminal, 'w').write('x')", vital=True),
    ),
    (
        "",
        Probe(
            "exceed its memory",
            "out",
            "held = bytearray(512 << 20)\nheld[::4096] = b'x' * len(held[::4096])\nprint($out)",
            limits=MEMORY,
        ),
    ),
    ("", Probe("exceed its time", "clock", "while True: pass", limits=TIME)),
)
