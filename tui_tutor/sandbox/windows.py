"""Windows: a Job Object around a single-use process, by ctypes.

It limits memory, processor time and processes, and Windows ends everything in it when the tutor's handle
closes, however the tutor ends. It is no wall for files or the network: the doctor says so. Structures and
constants are from Microsoft's winnt.h (JOBOBJECT_EXTENDED_LIMIT_INFORMATION). Not yet run on Windows.
"""

import ctypes
import subprocess
import sys
from typing import Any

EXTENDED_LIMITS, USER_INTERFACE = 9, 4
PROCESS_TIME, ACTIVE_PROCESSES, PROCESS_MEMORY, DIE_ON_EXCEPTION, KILL_ON_CLOSE = (
    0x2,
    0x8,
    0x100,
    0x400,
    0x2000,
)
NO_USER_INTERFACE = 0xFF  # handles, clipboard, desktop, settings, atoms, log-off
BASELINE = 512 << 20  # bytes of commit charge that Python and numpy take before any foreign code
TICKS = 10_000_000  # 100 ns units in a second


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t),
        ("peak_job", ctypes.c_size_t),
    )


class Fence:
    """Holds the handle; when it goes, Windows ends what is inside."""

    def __init__(self, kernel: Any, handle: int) -> None:
        self._kernel, self._handle = kernel, handle

    def __del__(self) -> None:
        self._kernel.CloseHandle(ctypes.c_void_p(self._handle))


if sys.platform == "win32":

    def fence(process: subprocess.Popen[bytes], memory: int, cpu: int) -> Fence:
        """Puts a process that has not been given any foreign code yet behind the fence. Raises OSError.

        `memory` in bytes beyond Python's own, `cpu` in seconds.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        handle = kernel.CreateJobObjectW(None, None)
        if not handle:
            raise ctypes.WinError(ctypes.get_last_error())
        made = Fence(kernel, handle)
        limits = _Extended()
        limits.basic.flags = (
            PROCESS_TIME | ACTIVE_PROCESSES | PROCESS_MEMORY | DIE_ON_EXCEPTION | KILL_ON_CLOSE
        )
        limits.basic.process_time = cpu * TICKS
        limits.basic.active_processes = 1
        limits.process_memory = BASELINE + memory
        interface = ctypes.c_uint32(NO_USER_INTERFACE)
        job = ctypes.c_void_p(handle)
        for kind, value in ((EXTENDED_LIMITS, limits), (USER_INTERFACE, interface)):
            if not kernel.SetInformationJobObject(job, kind, ctypes.byref(value), ctypes.sizeof(value)):
                raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.AssignProcessToJobObject(job, ctypes.c_void_p(int(process._handle))):
            raise ctypes.WinError(ctypes.get_last_error())
        return made
