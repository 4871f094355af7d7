"""Attacks a real call and says what got out: a sandbox is what it holds, not what it was configured to be.

Only canaries on this side count: a file that changed, a listener that was spoken to, a neighbour that died, a
token that could only have been read. A probe that could not be tried counts as one that got out.
"""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from string import Template

from msgspec import Struct

from tui_tutor.sandbox.errors import SandboxError
from tui_tutor.sandbox.launch import environment
from tui_tutor.sandbox.probes import TIME, Probe, probes
from tui_tutor.sandbox.sandbox import Sandbox
from tui_tutor.sandbox.types import Call, CallResult, Level, Limits

SLACK = 1.0  # seconds beyond its limit in which a call must have ended


class Attack(Struct, frozen=True):
    """One thing that was tried: `name` completes "submitted code could ..."; `detail` says what happened."""

    name: str
    contained: bool
    detail: str


class Examination(Struct, frozen=True):
    """What the attacks showed.

    `sealed`: nothing got out. `partial`: it can look around and use the machine's strength, but reads no file
    and reaches nobody. `open`: the rest. `layers` are the walls that the sandbox says it has.
    """

    level: Level
    attacks: tuple[Attack, ...]
    layers: tuple[str, ...]


def examine(sandbox: Sandbox | Callable[[], Sandbox]) -> Examination:
    """Attacks calls of that sandbox (or of a fresh one, made and closed here); takes about a second.

    Raises `SandboxError` when not even an honest call returns.
    """
    if callable(sandbox):
        with sandbox() as fresh:
            return examine(fresh)
    honest = sandbox.call(_script("print('honest')"))
    if honest.outcome != "returned" or honest.printed != "honest\n":
        raise SandboxError(f"An honest call did not return: {honest.message or honest.outcome}")
    with _canaries() as canaries:
        tried = [(probe, _attack(sandbox, probe, canaries)) for probe in probes()]
    return Examination(_level(tried), tuple(attack for _, attack in tried), sandbox.layers)


def _level(tried: list[tuple[Probe, Attack]]) -> Level:
    out = [probe for probe, attack in tried if not attack.contained]
    if not out:
        return "sealed"
    return "open" if any(probe.vital for probe in out) else "partial"


def _script(source: str, limits: Limits = Limits()) -> Call:  # noqa: B008 (a frozen record)
    return Call("script", {"source": source, "name": "doctor"}, limits=limits)


def _attack(sandbox: Sandbox, probe: Probe, canaries: "_Canaries") -> Attack:
    result = sandbox.call(_script(f"print({canaries.tried!r})\n" + canaries.fill(probe.source), probe.limits))
    if canaries.tried not in result.printed:
        return Attack(probe.name, False, f"could not be tried: {result.message or result.outcome}")
    if canaries.sang(probe.sign, result):
        return Attack(probe.name, False, "it worked")
    return Attack(probe.name, True, result.message or "nothing came of it")


class _Canaries:
    """What the probes go for, and how to see that they reached it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.tried, self._out, self._secret = (secrets.token_hex(8) for _ in range(3))
        self._size = 100_000 + secrets.randbelow(900_000)
        self._hidden = secrets.token_hex(8)
        self._folder = folder
        (folder / "secret").write_text(self._secret, "ascii")
        (folder / "secret").chmod(0o600)
        (folder / "sized").write_bytes(bytes(self._size))
        (folder / self._hidden).touch()
        self._tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        self._udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        self._udp.bind(("127.0.0.1", 0))
        self._unix = stack.enter_context(_door(folder / "door")) if hasattr(socket, "AF_UNIX") else None
        self._terminal, self._keyboard = _terminal(stack)
        self._neighbour = stack.enter_context(_neighbour())

    def fill(self, source: str) -> str:
        """The probe's source with the places of the canaries in it, as Python literals."""
        places = {
            "tried": self.tried,
            "out": self._out,
            "secret": str(self._folder / "secret"),
            "sized": str(self._folder / "sized"),
            "new": str(self._folder / "new"),
            "folder": str(self._folder),
            "door": str(self._folder / "door"),
            "terminal": self._keyboard,
            "python": sys.executable,
            "tcp": self._tcp.getsockname()[1],
            "udp": self._udp.getsockname()[1],
            "neighbour": self._neighbour.pid,
        }
        return Template(source).substitute({name: repr(place) for name, place in places.items()})

    def sang(self, sign: str, result: CallResult) -> bool:
        """Whether a probe reached its canary; then the canary is put back."""
        if self._out in result.printed:
            return True
        match sign:
            case "secret":
                return self._secret in result.printed
            case "size":
                return str(self._size) in result.printed
            case "hidden":
                return self._hidden in result.printed
            case "file":
                return self._file_changed()
            case "tcp":
                return _spoken_to(self._tcp.accept, self._tcp)
            case "udp":
                return _spoken_to(lambda: self._udp.recv(16), self._udp)
            case "unix":
                return self._unix is not None and _spoken_to(self._unix.accept, self._unix)
            case "neighbour":
                return self._neighbour.poll() is not None
            case "terminal":
                return _typed(self._terminal)
            case "environment":
                return bool(set(result.printed.split()) & (set(os.environ) - set(environment())))
            case "clock":
                return result.outcome != "timed out" or result.seconds > TIME.wall + SLACK
        return False

    def _file_changed(self) -> bool:
        new, secret = self._folder / "new", self._folder / "secret"
        if new.exists():
            new.unlink()
            return True
        changed = os.name == "posix" and secret.stat().st_mode & 0o777 != 0o600
        secret.chmod(0o600)
        return changed


@contextmanager
def _canaries() -> Iterator[_Canaries]:
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="tutor-doctor-"))
        yield _Canaries(Path(folder), stack)


@contextmanager
def _neighbour() -> Iterator["subprocess.Popen[bytes]"]:
    """A harmless process of the same user; it ends with its input, even if the tutor is killed."""
    code = "import sys; sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", code], stdin=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def _door(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen()
    return listener


def _terminal(stack: ExitStack) -> tuple[int, str]:
    """A terminal of our own: its inner end, to be read here, and the path of its outer end."""
    with suppress(ImportError, OSError):
        import pty

        inner, outer = pty.openpty()
        os.set_blocking(inner, False)
        stack.callback(os.close, inner)
        stack.callback(os.close, outer)
        return inner, os.ttyname(outer)
    return -1, os.devnull


def _typed(descriptor: int) -> bool:
    try:
        return descriptor >= 0 and bool(os.read(descriptor, 16))
    except OSError:
        return False


def _spoken_to(listen: Callable[[], object], listener: socket.socket) -> bool:
    listener.setblocking(False)
    try:
        return bool(listen())
    except OSError:
        return False
