"""Linux system call numbers: (x86_64, aarch64). They are kernel ABI and never change.

Sources: arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h of the Linux kernel.
None: the architecture has no such call.
"""

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_*, linux/audit.h

NUMBERS: dict[str, tuple[int | None, int | None]] = {
    # files and memory that are already there
    "read": (0, 63), "write": (1, 64), "writev": (20, 66), "close": (3, 57), "lseek": (8, 62),
    "fstat": (5, 80), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214),
    "mremap": (25, 216), "madvise": (28, 233),
    # signals of its own, waiting, the end
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "futex": (202, 98), "exit": (60, 93), "exit_group": (231, 94),
    "restart_syscall": (219, 128), "sched_yield": (24, 124), "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115), "select": (23, None), "pselect6": (270, 72), "poll": (7, None),
    "ppoll": (271, 73), "tgkill": (234, 131),
    # clocks, randomness, itself
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None),
    "getrandom": (318, 278), "getpid": (39, 172), "gettid": (186, 178), "getrusage": (98, 165),
    "times": (100, 153), "sched_getaffinity": (204, 123), "prlimit64": (302, 261), "fcntl": (72, 25),
    # paths
    "open": (2, None), "openat": (257, 56), "creat": (85, None), "stat": (4, None), "lstat": (6, None),
    "newfstatat": (262, 79), "access": (21, None), "faccessat": (269, 48), "readlink": (89, None),
    "readlinkat": (267, 78), "getcwd": (79, 17), "chdir": (80, 49), "getdents64": (217, 61),
    "mkdir": (83, None), "unlink": (87, None), "rename": (82, None), "ioctl": (16, 29),
    # newer calls that libc tries first
    "clone3": (435, 435), "statx": (332, 291), "openat2": (437, 437), "faccessat2": (439, 439),
    "rseq": (334, 293), "memfd_create": (319, 279),
    # what nobody calls by accident
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "bpf": (321, 280), "io_uring_setup": (425, 425), "userfaultfd": (323, 282),
    "perf_event_open": (298, 241), "mount": (165, 40), "unshare": (272, 97), "setns": (308, 268),
    "pivot_root": (155, 41), "init_module": (175, 105), "finit_module": (313, 273),
    "kexec_load": (246, 104), "keyctl": (250, 219), "add_key": (248, 217), "open_by_handle_at": (304, 265),
    "personality": (135, 92), "modify_ldt": (154, None), "pidfd_getfd": (438, 438),
    # for this side's own use
    "seccomp": (317, 277), "capset": (126, 91), "landlock_create_ruleset": (444, 444),
    "landlock_restrict_self": (446, 446),
}  # fmt: skip


def number(name: str, machine: str) -> int | None:
    """The call's number on that machine (`platform.machine()`), None where there is no such call."""
    return NUMBERS[name][0 if machine == "x86_64" else 1]
