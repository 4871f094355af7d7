"""A pseudo-terminal with a screen that can be read: what a person at a terminal sees and types."""

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyte

# What pyte does not know and would print: private modes with ">" or "<", and synchronised output.
_UNKNOWN = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?2026[\$a-zA-Z]*|\x1bP[^\x1b]*\x1b\\")

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "shift+f6": "\x1b[17;2~",
    "backspace": "\x7f",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghjklnopqrstuvwxyz"},
}


class Terminal:
    """A program in a pseudo-terminal of `columns` x `rows`. A context manager: the program ends with it."""

    def __init__(self, command: list[str], home: Path, columns: int = 120, rows: int = 40) -> None:
        import fcntl
        import termios

        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        environment = {**os.environ, "TUTOR_HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        for name in ("NO_COLOR", "TUTOR_ASCII", "CI", "COLUMNS", "LINES"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one ioctl, nothing else
        )
        self._slave = slave

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *exception: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.master)
        os.close(self._slave)

    @property
    def text(self) -> str:
        """The screen as lines without trailing blanks."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, *keys: str) -> None:
        """Named keys, one write each."""
        for key in keys:
            os.write(self.master, KEYS.get(key, key).encode())

    def type(self, text: str) -> None:
        """Characters as fast as they go."""
        os.write(self.master, text.encode())

    def paste(self, text: str) -> None:
        """A bracketed paste, as terminals send it."""
        os.write(self.master, b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def wait_for(self, *wanted: str, gone: str | None = None, seconds: float = 30.0) -> str:
        """Reads until all of `wanted` are on the screen and `gone` is not; the screen. AssertionError after that."""

        def shown() -> bool:
            text = self.text
            return all(one in text for one in wanted) and (gone is None or gone not in text)

        self.wait_until(shown, f"{wanted}, gone {gone!r}", seconds)
        return self.text

    def wait_until(self, holds: Callable[[], bool], what: str = "it", seconds: float = 30.0) -> None:
        """Reads until that holds. AssertionError with the screen after so many seconds."""
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"waited for {what}; the screen was:\n{self.text}"
            self.read(0.05)

    def wait_for_end(self, seconds: float = 15.0) -> int:
        """Reads until the program has ended; its exit code."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        while self.read(0.0):  # a pseudo-terminal gives a few kilobytes at a time
            pass
        code = self.process.poll()
        assert code is not None, f"still running; the screen was:\n{self.text}"
        return code

    def settings(self) -> list[object]:
        """The terminal's modes now."""
        import termios

        return termios.tcgetattr(self._slave)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, told to the program as terminals do."""
        import fcntl
        import termios

        self.screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> bool:
        """Take in what the program paints within that time; whether it did."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if ready:
            data = os.read(self.master, 1 << 16)
            self.raw += data
            self._stream.feed(_UNKNOWN.sub(b"", data))
        return bool(ready)


def tutor(*arguments: str) -> list[str]:
    """The installed command, as the tests' own interpreter has it."""
    installed = Path(sys.executable).with_name("tutor")
    return [
        str(installed) if installed.exists() else sys.executable,
        *([] if installed.exists() else ["-m", "tui_tutor"]),
        *arguments,
    ]
