"""Linux's own locks by ctypes: prctl, capabilities, Landlock, seccomp.

Written by hand because no package fits (three Landlock lines, one seccomp call, five prctl). Nothing here
starts a helper program, as `ctypes.util.find_library` would, and nothing imports `pathlib`, for which a first
call would wait. Constants are from the kernel's
include/uapi/linux/*.h.
"""

import ctypes
import errno
import os
import platform
import signal
from contextlib import suppress

from tui_tutor.sandbox.inside.filter import Filter
from tui_tutor.sandbox.inside.limits import forbid, page_size
from tui_tutor.sandbox.inside.syscalls import ARCHITECTURES, number

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = (
    1, 4, 22, 24, 38, 47,
)  # fmt: skip
CAP_AMBIENT_CLEAR_ALL = 4
CAPABILITY_VERSION_3 = 0x20080522
FILTER_MODE = 2
NOBODY = 65534
SECCOMP_SET_MODE_FILTER = 1
SPEC_ALLOW = 4  # before Linux 5.16 a filter also switched a slow processor mitigation on
LANDLOCK_VERSION = 1
# Every right that each version of Landlock can handle; handled and not granted means denied.
LANDLOCK_FILES = (0, 0x1FFF, 0x3FFF, 0x7FFF, 0x7FFF, 0xFFFF)
LANDLOCK_TCP_SINCE, LANDLOCK_SCOPES_SINCE, LANDLOCK_QUIET_SINCE = 4, 6, 7

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("tcp", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


class LinuxLock:
    """What this kernel offers, and the closing of it.

    `close_process` once in the process that will fork (or in a single-use process), then `close_child` in
    each child before it reads one byte of foreign source. Both are irreversible and raise OSError when a wall
    that is there cannot be put up. `walls` leaves walls out; only the tests do that.
    """

    def __init__(self, walls: frozenset[str]) -> None:
        self._landlock = _landlock_version() if "landlock" in walls else 0
        self._filter = Filter(platform.machine()) if "seccomp" in walls and _has_seccomp() else None
        self._limits = "limits" in walls
        self._nobody = "nobody" in walls
        self._root = os.geteuid() == 0  # as it was when the tutor started it
        self._first_to_go = False
        self._address_space = 0

    @property
    def layers(self) -> tuple[str, ...]:
        """The active walls in words, for people."""
        return tuple(
            words
            for words, active in (
                ("kernel filter (seccomp)", self._filter is not None),
                (f"Landlock {self._landlock}", self._landlock > 0),
                ("limits that cannot be raised", self._limits),
                ("not root any more", self._root and os.geteuid() != 0),
                ("no capabilities", self._root),
                ("no new privileges", True),
                ("first to go when memory runs out", self._first_to_go),
            )
            if active
        )

    def close_process(self) -> None:
        """Gives up every privilege, for this process and all its children."""
        # Both while /proc/self still belongs to us: an undumpable process's files there belong to root.
        self._address_space = _address_space()
        try:
            with open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:  # noqa: PTH123
                file.write("1000")
            self._first_to_go = True
        except OSError:
            self._first_to_go = False
        _prctl(PR_SET_NO_NEW_PRIVS, 1)
        if self._root:
            _drop_root(self._nobody)
        _prctl(PR_SET_DUMPABLE, 0)  # no core file, nobody of the same user traces it or reads its memory

    def close_child(self, memory: int, cpu: int, parent: int) -> None:
        """Puts the walls up around this process: bytes of memory beyond what it has, seconds of processor
        time.
        """
        _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)  # the parent went before the line above
        if self._landlock:  # its own layer for every child, or children could signal each other
            _deny_everything(self._landlock)  # needs a free descriptor: before the limits
        if self._limits:
            forbid(self._address_space + memory, cpu)
        if self._filter:
            _install(self._filter.bytes_for(os.getpid()))


def tasks() -> int:
    """How many threads this process has, counted by the kernel; 0 when it cannot be told."""
    try:
        return len(os.listdir("/proc/self/task"))  # noqa: PTH208 (no Path objects: counts only)
    except OSError:
        return 0


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        pages = file.read().split()[0]
    return int(pages) * page_size()


def _checked(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def _prctl(option: int, value: int) -> None:
    zero = ctypes.c_ulong(0)
    _checked(_libc.prctl(option, ctypes.c_ulong(value), zero, zero, zero), f"prctl({option})")


def _syscall(name: str, *arguments: object) -> int:
    at = number(name, platform.machine())
    return int(_libc.syscall(at, *arguments)) if at is not None else -1


def _drop_root(nobody: bool) -> None:
    """Gives up what only root has: every capability, and where that user exists, being anybody at all."""
    zero = ctypes.c_ulong(0)
    for capability in range(64):
        if _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), zero, zero, zero) < 0:
            break
    _libc.prctl(PR_CAP_AMBIENT, ctypes.c_ulong(CAP_AMBIENT_CLEAR_ALL), zero, zero, zero)
    if nobody:
        with suppress(OSError):  # a container may know no other user
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    _checked(_syscall("capset", header, nothing), "capset")


def _landlock_version() -> int:
    """0 where the kernel has none, has it switched off, or a container hides it."""
    none, size, flags = None, ctypes.c_size_t(0), ctypes.c_uint32(LANDLOCK_VERSION)
    return max(0, _syscall("landlock_create_ruleset", none, size, flags))


def _deny_everything(version: int) -> None:
    """Landlock with an empty ruleset: no path, no TCP, no signal, no abstract socket of anybody else."""
    ruleset = _Ruleset(
        LANDLOCK_FILES[min(version, len(LANDLOCK_FILES) - 1)],
        3 if version >= LANDLOCK_TCP_SINCE else 0,
        3 if version >= LANDLOCK_SCOPES_SINCE else 0,
    )  # an older kernel takes the longer structure as long as the fields it does not know are zero
    size = ctypes.c_size_t(ctypes.sizeof(ruleset))
    made = _syscall("landlock_create_ruleset", ctypes.byref(ruleset), size, ctypes.c_uint32(0))
    descriptor = _checked(made, "landlock_create_ruleset")
    quiet = ctypes.c_uint32(1 if version >= LANDLOCK_QUIET_SINCE else 0)  # do not flood the audit log
    try:
        _checked(
            _syscall("landlock_restrict_self", ctypes.c_int(descriptor), quiet), "landlock_restrict_self"
        )
    finally:
        os.close(descriptor)


def _has_seccomp() -> bool:
    """Whether a filter could be installed: the kernel answers EFAULT to an empty pointer, and installs
    nothing.
    """
    if platform.machine() not in ARCHITECTURES or ctypes.sizeof(ctypes.c_void_p) != 8:
        return False
    if _syscall("seccomp", SECCOMP_SET_MODE_FILTER, ctypes.c_uint(0), None) < 0 and _faulted():
        return True
    zero = ctypes.c_ulong(0)  # a container may refuse seccomp(2) and allow the older door
    return _libc.prctl(PR_SET_SECCOMP, ctypes.c_ulong(FILTER_MODE), None, zero, zero) < 0 and _faulted()


def _faulted() -> bool:
    return ctypes.get_errno() == errno.EFAULT


def _install(instructions: bytes) -> None:
    buffer = ctypes.create_string_buffer(instructions, len(instructions))
    program = _Program(len(instructions) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    for flags in (SPEC_ALLOW, 0):
        if _syscall("seccomp", SECCOMP_SET_MODE_FILTER, ctypes.c_uint(flags), ctypes.byref(program)) == 0:
            return
        if ctypes.get_errno() != errno.EINVAL:
            break
    zero = ctypes.c_ulong(0)
    made = _libc.prctl(PR_SET_SECCOMP, ctypes.c_ulong(FILTER_MODE), ctypes.byref(program), zero, zero)
    _checked(made, "seccomp")
