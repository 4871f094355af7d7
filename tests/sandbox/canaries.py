"""What a hostile submission would have to touch to get out, and how to see that it did.

Only what this side sees counts: a file that changed, a listener that was spoken to, a signal that came, a
neighbour that died. Where the submission has to be believed (it read something, it made a descriptor), it has
to show a token that it could only have read, or the word ESCAPED.
"""

import contextlib
import ctypes
import os
import platform
import pty
import resource
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from string import Template

from tui_tutor.sandbox import CallResult
from tui_tutor.sandbox.inside.syscalls import NUMBERS, number


class Ground:
    """The ground on which the canaries sit. `alarms` says which of them sang since it was last asked."""

    def __init__(self, folder: Path) -> None:
        self.token = secrets.token_hex(16)
        self._hidden = f"hidden-{secrets.token_hex(8)}"
        self._size = 100_000 + secrets.randbelow(900_000)
        self._key = 1 + secrets.randbelow(2**31 - 1)
        self._folder = folder
        self._lay_out_files()
        self._listeners = self._listen()
        self._signals = 0
        self._memory = ctypes.create_string_buffer(self.token.encode(), 64)
        self._terminal, self._typed = pty.openpty()
        os.set_blocking(self._terminal, False)
        self._reads, writes = os.pipe()
        os.set_inheritable(writes, True)
        os.set_blocking(self._reads, False)
        os.environ["TUTOR_CANARY"] = self.token
        self._neighbour = self._new_neighbour()
        self._before = self._files()

    def fill(self, source: str) -> str:
        """The source with the places of the canaries in it."""
        tcp, udp = (self._listeners[kind].getsockname()[1] for kind in ("tcp", "udp"))
        numbers = {f"nr_{name}": number(name, platform.machine()) or -1 for name in NUMBERS}
        return Template(source).safe_substitute(
            numbers,
            secret=self._folder / "secret",
            sized=self._folder / "sized",
            folder=self._folder,
            pid=os.getpid(),
            neighbour=self._neighbour.pid,
            tcp=tcp,
            udp=udp,
            key=self._key,
            abstract=f"tutor-{self.token}",
            terminal=os.ttyname(self._typed),
            address=ctypes.addressof(self._memory),
        )

    def alarms(self, result: CallResult) -> set[str]:
        """What got out; everything is put back for the next submission."""
        said = str(result)
        sang = {
            "read": self.token in said,
            "stat": str(self._size) in said,
            "list": self._hidden in said,
            "says": "ESCAPED" in said,
            "written": self._changed(),
            "network": self._spoken_to(),
            "signal": self._signalled(),
            "memory": self._memory.raw[:32] != self.token.encode(),
            "terminal": self._readable(self._terminal),
            "descriptor": self._readable(self._reads),
            "neighbour": self._neighbour_suffered(),
            "ipc": self._left_behind(),
        }
        return {name for name, fired in sang.items() if fired}

    @contextlib.contextmanager
    def watching(self) -> Iterator["Ground"]:
        """With a handler for the signal that hostile submissions send."""
        old = signal.signal(signal.SIGUSR1, self._heard_a_signal)
        try:
            yield self
        finally:
            signal.signal(signal.SIGUSR1, old)
            self._neighbour.kill()
            self._neighbour.wait()
            del os.environ["TUTOR_CANARY"]
            for listener in self._listeners.values():
                listener.close()

    def _heard_a_signal(self, *_: object) -> None:
        self._signals += 1

    def _lay_out_files(self) -> None:
        inner = self._folder / "inner"
        inner.mkdir(exist_ok=True)
        (self._folder / "secret").write_text(self.token)
        (self._folder / "secret").chmod(0o600)
        (self._folder / "sized").write_bytes(b"x" * self._size)
        (self._folder / "treasure.py").write_text(f"print({self.token!r})")
        (self._folder / self._hidden).touch()
        (self._folder / "link").unlink(missing_ok=True)
        (self._folder / "link").symlink_to(self._hidden)

    def _listen(self) -> dict[str, socket.socket]:
        tcp = socket.create_server(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", 0))
        unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        unix.bind(str(self._folder / "door"))
        abstract.bind(f"\0tutor-{self.token}")
        listeners = {"tcp": tcp, "udp": udp, "unix": unix, "abstract": abstract}
        for kind, one in listeners.items():
            one.setblocking(False)
            if kind != "udp":
                one.listen()
        return listeners

    def _new_neighbour(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(600)"])

    def _files(self) -> dict[str, tuple[int, int, int]]:
        here = [self._folder, *self._folder.iterdir(), *Path("/dev/shm").glob(f"tutor-hostile-{os.getpid()}")]
        states = {str(path): path.lstat() for path in here if path.name != "__pycache__"}
        names = {name: (one.st_mode, one.st_mtime_ns, one.st_nlink) for name, one in states.items()}
        mode, _, links = names[str(self._folder)]
        return {**names, str(self._folder): (mode, 0, links)}

    def _changed(self) -> bool:
        after = self._files()
        if after == self._before:
            return False
        for name in set(after) - set(self._before):
            path = Path(name)
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        self._lay_out_files()
        self._before = self._files()
        return True

    def _spoken_to(self) -> bool:
        spoken = False
        for kind, one in self._listeners.items():
            listen: Callable[[], object] = one.accept if kind != "udp" else lambda one=one: one.recv(64)
            with contextlib.suppress(BlockingIOError):
                while listen():
                    spoken = True
        return spoken

    def _signalled(self) -> bool:
        count, self._signals = self._signals, 0
        return count > 0

    def _readable(self, descriptor: int) -> bool:
        try:
            return bool(os.read(descriptor, 64))
        except (BlockingIOError, OSError):
            return False

    def _neighbour_suffered(self) -> bool:
        one = self._neighbour
        if one.poll() is None:
            usual = resource.prlimit(one.pid, resource.RLIMIT_NOFILE)[0] > 9
            if usual and os.getpriority(os.PRIO_PROCESS, one.pid) == os.getpriority(os.PRIO_PROCESS, 0):
                return False
            one.kill()
        one.wait()
        self._neighbour = self._new_neighbour()
        return True

    def _left_behind(self) -> bool:
        libc, removed = ctypes.CDLL(None), False
        kinds = (
            (libc.shmget, libc.shmctl, (0,)),
            (libc.semget, libc.semctl, (0, 0)),
            (libc.msgget, libc.msgctl, (0, 0)),
        )
        for get, control, more in kinds:
            found = get(self._key, *(more[:1] if get is not libc.msgget else ()), 0)
            if found >= 0:
                removed = True
                control(found, *((0, 0) if get is libc.semget else (0,)), 0)
        return removed
