"""A program in a pseudo-terminal, and how long it takes from a key until something is painted."""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Sequence

PATIENCE = 60.0


class Tty:
    """Python with `arguments` in a terminal of 120 x 40. A context manager: the program ends with it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.started = time.perf_counter()
        self.process, self._master = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            for name in ("NO_COLOR", "TUTOR_ASCII", "CI", "COLUMNS", "LINES"):
                os.environ.pop(name, None)
            os.environ.update(TERM="xterm-256color", LANG="C.UTF-8")
            os.execv(sys.executable, [sys.executable, *arguments])

    def __enter__(self) -> "Tty":
        return self

    def __exit__(self, *exception: object) -> None:
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)
        os.close(self._master)

    def painted(self, *wanted: str) -> float:
        """Milliseconds from the program's start until all of `wanted` have been written."""
        return self._read_until(self.started, wanted)

    def answered(self, keys: str, *wanted: str) -> float:
        """Milliseconds from these keys until all of `wanted` have been written."""
        begun = time.perf_counter()
        os.write(self._master, keys.encode())
        return self._read_until(begun, wanted)

    def type(self, keys: str) -> None:
        """Keys that nobody waits for."""
        os.write(self._master, keys.encode())

    def paint_for(self, duration: float) -> None:
        """Read what is written meanwhile, which is a person's pause."""
        end = time.perf_counter() + duration
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def _read_until(self, begun: float, wanted: Sequence[str]) -> float:
        seen, missing = b"", [text.encode() for text in wanted]
        while missing:
            seen += self._read(PATIENCE)
            now = time.perf_counter()
            missing = [text for text in missing if text not in seen]
            if now - begun > PATIENCE:
                raise TimeoutError(f"never painted: {missing}; last came {seen[-500:]!r}")
        return 1e3 * (now - begun)

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self._master], [], [], patience)
        return os.read(self._master, 1 << 16) if ready else b""
