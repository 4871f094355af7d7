"""macOS: Seatbelt after everything is imported, and the resource limits that macOS enforces.

`sandbox_init` is deprecated and has no replacement for a process that locks itself; browsers and build tools
still rest on it. Written from its documentation (man 3 sandbox_init) and not yet run on a Mac: `tutor doctor`
attacks it and says what holds.
"""

import ctypes
import resource
import signal

from tui_tutor.sandbox.inside.limits import forbid

LONGEST_LIFE = 15 * 60.0  # seconds: ends a process whose tutor was killed while it slept
PROFILE = (
    b"(version 1)(deny default)(deny file*)(deny network*)(deny process-fork)(deny process-exec*)"
    b"(deny signal)(deny mach*)(deny ipc*)(deny iokit*)(deny sysctl*)(allow sysctl-read)"
)


def close(memory: int, cpu: int) -> tuple[str, ...]:
    """Locks this process for good and returns the walls in words. Raises OSError when Seatbelt refuses."""
    signal.setitimer(signal.ITIMER_REAL, LONGEST_LIFE)
    forbid(_address_space(memory), cpu, strict=False)
    library = ctypes.CDLL("/usr/lib/libSystem.B.dylib")
    reason = ctypes.c_char_p()
    library.sandbox_init.argtypes = [ctypes.c_char_p, ctypes.c_uint64, ctypes.POINTER(ctypes.c_char_p)]
    if library.sandbox_init(PROFILE, 0, ctypes.byref(reason)) != 0:
        raise OSError(f"Seatbelt: {(reason.value or b'refused').decode('utf-8', 'replace')}")
    return ("Seatbelt: nothing allowed", "limits that cannot be raised")


def _address_space(memory: int) -> int:
    """macOS maps the shared cache into every process, so that no small number can be a limit here."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used + memory + (64 << 30)
