"""The seccomp filter: a list of the system calls that computing needs, everything else refused.

Classic BPF (linux/bpf_common.h) over `struct seccomp_data { int nr; u32 arch; u64 ip; u64 args[6]; }`.
Assembled once before the first fork; a child only patches its own process number in.

What is refused answers with an error that Python turns into an exception a learner understands, because a
process that dies of an unexpected call looks like the tutor's fault. Only calls that nobody makes by accident
kill.
"""

import errno
import struct

from tui_tutor.sandbox.inside.syscalls import ARCHITECTURES, number

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, constant

LOAD, AND, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000  # SECCOMP_RET_*


def _named(calls: str) -> tuple[str, ...]:
    return tuple(calls.split())


FREE = _named(
    "read write writev close lseek fstat munmap brk mremap rt_sigaction rt_sigprocmask rt_sigreturn "
    "sigaltstack exit exit_group restart_syscall nanosleep gettimeofday time select pselect6 poll ppoll "
    "getrandom getpid gettid sched_yield getrusage times"
)
CLOCKS = _named("clock_gettime clock_getres clock_nanosleep")
PATHS = _named(
    "open openat creat stat lstat newfstatat access faccessat readlink readlinkat getcwd chdir getdents64 "
    "mkdir unlink rename"
)
NEWER = _named("clone3 statx openat2 faccessat2 rseq memfd_create")
FATAL = _named(
    "ptrace process_vm_readv process_vm_writev bpf io_uring_setup userfaultfd perf_event_open mount unshare "
    "setns pivot_root init_module finit_module kexec_load keyctl add_key open_by_handle_at personality "
    "modify_ldt pidfd_getfd"
)

X32 = 0x40000000  # x86_64: the same architecture value, another table
BEYOND_THE_TABLES = 470  # newer than this file: "no such call", which is what libc expects of an older kernel
PROT_EXEC = 4
MADVISE = (4, 8, 14, 15)  # DONTNEED, FREE, HUGEPAGE, NOHUGEPAGE: what malloc and numpy use
FUTEX = (0, 1, 9, 10)  # WAIT, WAKE, WAIT_BITSET, WAKE_BITSET; no requeue, no priority inheritance
FUTEX_COMMAND = 0x7F
FCNTL = (1, 2, 3)  # GETFD, SETFD, GETFL. F_SETOWN with F_SETSIG would let the kernel signal the tutor
SOMEBODYS_CLOCK = 1 << 31  # a negative clock is the processor time of a process, anybody's
PID_MARK = 0x7FFFFFF7  # larger than any process number; replaced in each child


def refuse(code: int) -> Instruction:
    """Return with that errno."""
    return (RETURN, 0, 0, ERROR | code)


def argument(index: int, high: bool = False) -> Instruction:
    """Load half of an argument (little-endian)."""
    return (LOAD, 0, 0, 16 + 8 * index + 4 * high)


def assemble(machine: str, pid: int = PID_MARK) -> list[Instruction]:
    """The whole filter for `x86_64` or `aarch64`."""
    allow, kill = (RETURN, 0, 0, ALLOW), (RETURN, 0, 0, KILL)
    program: list[Instruction] = [
        (LOAD, 0, 0, 4),
        (EQUAL, 1, 0, ARCHITECTURES[machine]),
        kill,
        (LOAD, 0, 0, 0),
    ]
    if machine == "x86_64":
        program += [(AT_LEAST, 0, 1, X32), kill]

    def on(name: str, *body: Instruction) -> None:
        at = number(name, machine)
        if at is not None:
            program.append((EQUAL, 0, len(body), at))
            program.extend(body)

    for name in FREE:
        on(name, allow)
    for name in ("mmap", "mprotect"):  # no new executable memory: no machine code but what is loaded
        on(name, argument(2), (ANY_BIT, 0, 1, PROT_EXEC), refuse(errno.EACCES), allow)
    on("madvise", argument(2), *_one_of(MADVISE, errno.EINVAL))
    on("futex", argument(1), (AND, 0, 0, FUTEX_COMMAND), *_one_of(FUTEX, errno.ENOSYS))
    on("fcntl", argument(1), *_one_of(FCNTL, errno.EPERM))
    on("tgkill", argument(0), *_one_of((pid,), errno.EPERM))  # abort() signals itself
    on("prlimit64", *_only_zero(argument(0), argument(2), argument(2, high=True)))  # reads its own limits
    on(
        "sched_getaffinity", *_only_zero(argument(0))
    )  # its own: of another number it would say if it is there
    for name in CLOCKS:
        on(name, argument(0), (AT_LEAST, 0, 1, SOMEBODYS_CLOCK), refuse(errno.EINVAL), allow)
    for name in PATHS:
        on(name, refuse(errno.EACCES))
    for name in NEWER:
        on(name, refuse(errno.ENOSYS))
    for name in FATAL:
        on(name, kill)
    on("ioctl", refuse(errno.ENOTTY))  # isatty() says no; nothing can be typed into a terminal
    return [*program, (AT_LEAST, 0, 1, BEYOND_THE_TABLES), refuse(errno.ENOSYS), refuse(errno.EPERM)]


def _one_of(values: tuple[int, ...], otherwise: int) -> list[Instruction]:
    last = len(values) - 1
    checks = [(EQUAL, last - i + 1, 0, value) for i, value in enumerate(values)]
    return [*checks, refuse(otherwise), (RETURN, 0, 0, ALLOW)]


def _only_zero(*loads: Instruction) -> list[Instruction]:
    body: list[Instruction] = []
    for i, load in enumerate(loads):
        to_the_refusal = 2 * (len(loads) - 1 - i) + 1
        body += [load, (EQUAL, 0, to_the_refusal, 0)]
    return [*body, (RETURN, 0, 0, ALLOW), refuse(errno.EPERM)]


class Filter:
    """The assembled filter; `bytes_for(pid)` is what the kernel takes."""

    def __init__(self, machine: str) -> None:
        packed = b"".join(struct.pack("=HBBI", *instruction) for instruction in assemble(machine))
        self._before, mark, self._after = packed.partition(struct.pack("=I", PID_MARK))
        if not mark or struct.pack("=I", PID_MARK) in self._after:
            raise ValueError("the filter must name its process exactly once")

    def bytes_for(self, pid: int) -> bytes:
        """The filter for one process."""
        return self._before + struct.pack("=I", pid) + self._after
