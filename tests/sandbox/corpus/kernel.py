"""The kernel itself: namespaces, new kinds of descriptors, machine code, other system call tables."""

from tests.sandbox.corpus import CRASHED, OUT_OF_MEMORY, RAISED, RETURNED, Hostile, tried

MACHINE_CODE = """
import platform
assert platform.machine() == 'x86_64', 'machine code for x86-64'
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t] + [ctypes.c_int] * 3 + [ctypes.c_long]
"""
PAGE = "page = libc.mmap(None, 4096, %s, 0x22, -1, 0)\nassert page not in (None, 2**64 - 1), 'no page'\n"
GETPID_32 = "code = b'\\x53\\xb8\\x14\\0\\0\\0\\xcd\\x80\\x5b\\xc3'\n"  # int 0x80: getpid of the 32-bit table
JUMP = "ctypes.memmove(page, code, len(code))\n%sgot_out(ctypes.CFUNCTYPE(ctypes.c_int)(page)())"

KERNEL: tuple[Hostile, ...] = (
    tried("new_user_namespace", "got_out(call($nr_unshare, 0x10000000))"),
    tried("new_network_namespace", "got_out(call($nr_unshare, 0x40000000))"),
    tried("enter_namespace", "got_out(call($nr_setns, 3, 0))"),
    tried("mount", "got_out(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))"),
    tried("pivot_root", "got_out(call($nr_pivot_root, b'/', b'/'))"),
    tried("memory_file", "got_out(call($nr_memfd_create, b'x', 0))", "says"),
    tried("memory_file_python", "got_out(os.memfd_create('x'))", "says"),
    tried("io_uring", "got_out(call($nr_io_uring_setup, 8, ctypes.create_string_buffer(256)))"),
    tried("keyring_read", "got_out(call($nr_keyctl, 0, -3, 0))"),
    tried("keyring_write", "got_out(call($nr_add_key, b'user', b'x', b'x', 1, -3))"),
    tried("bpf", "got_out(call($nr_bpf, 0, ctypes.create_string_buffer(128), 128))"),
    tried(
        "performance_counters",
        "got_out(call($nr_perf_event_open, ctypes.create_string_buffer(128), 0, -1, -1, 0))",
    ),
    tried("userfaultfd", "got_out(call($nr_userfaultfd, 1))"),
    tried("kernel_module", "got_out(call($nr_init_module, 0, 0, 0))"),
    tried("kexec", "got_out(call($nr_kexec_load, 0, 0, 0, 0))"),
    tried("personality", "got_out(call($nr_personality, 0xffffffff))"),
    tried("shared_segment", "got_out(libc.shmget($key, 4096, 0o1600))", "ipc"),
    tried("semaphores", "got_out(libc.semget($key, 1, 0o1600))", "ipc"),
    tried("message_queue", "got_out(libc.msgget($key, 0o1600))", "ipc"),
    tried("epoll", "import select; got_out(select.epoll().fileno())", "says"),
    tried("event_descriptor", "got_out(libc.eventfd(0, 0))", "says"),
    tried("timer_descriptor", "got_out(libc.timerfd_create(1, 0))", "says"),
    tried("inotify", "got_out(libc.inotify_init())", "says"),
    tried("pipe", "got_out(os.pipe()[0])", "says"),
    tried("duplicate_a_descriptor", "got_out(os.dup(1))", "says"),
    tried("duplicate_over_another", "got_out(os.dup2(1, 3))"),
    tried("another_filter", "got_out(call($nr_seccomp, 1, 0, None))"),
    tried("another_landlock", "got_out(call($nr_landlock_create_ruleset, None, 0, 1))"),
    tried("host_name_set", "libc.sethostname(b'x', 1); got_out(-1)"),
    tried("system_log", "got_out(libc.klogctl(3, ctypes.create_string_buffer(64), 64))"),
    tried("clock", "import time; time.clock_settime(time.CLOCK_REALTIME, 0); got_out(1)"),
    tried("executable_memory", MACHINE_CODE + "got_out(libc.mmap(None, 4096, 7, 0x22, -1, 0) < 2**63)"),
    tried(
        "executable_later",
        MACHINE_CODE + PAGE % 3 + "got_out(libc.mprotect(ctypes.c_void_p(page), 4096, 5))",
        "says",
    ),
    tried("executable_file", "import mmap; got_out(len(mmap.mmap(-1, 4096, prot=mmap.PROT_EXEC)))", "says"),
    tried("calls_of_32_bit", MACHINE_CODE + PAGE % 7 + GETPID_32 + JUMP % ""),
    tried(
        "calls_of_32_bit_in_two_steps",
        MACHINE_CODE
        + PAGE % 3
        + GETPID_32
        + JUMP % "assert libc.mprotect(ctypes.c_void_p(page), 4096, 5) == 0\n",
    ),
    tried("calls_of_x32", "got_out(call(0x40000000 + 39))"),
    tried("calls_of_x32_open", "got_out(call(0x40000000 + 2, b'$secret', 0))"),
    tried("numbers_of_x32", "for n in range(512, 548): got_out(call(n, 0, 0, 0, 0, 0, 0))"),
    tried("numbers_of_the_future", "for n in range(471, 600): got_out(call(n, 0, 0, 0, 0, 0, 0))"),
    tried(
        "negative_numbers",
        "for n in (-1, -2, 2**31, 2**32 + $nr_openat): got_out(call(n, -100, b'$secret', 0))",
    ),
    tried("memory_advice", "got_out(libc.madvise(ctypes.c_void_p(0), 0, 100))"),
    Hostile(
        "a_callback_from_c",
        (RETURNED, RAISED, CRASHED, OUT_OF_MEMORY),
        "import ctypes; f = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(lambda x: x); f(1)",
    ),
)
