"""Other processes: signalling, tracing and starting them."""

from tests.sandbox.corpus import RAISED, RETURNED, Hostile, stopped, tried

PROCESSES: tuple[Hostile, ...] = (
    stopped("kill_neighbour", "import os; os.kill($neighbour, 9)", "neighbour"),
    stopped("signal_the_tutor", "import os, signal; os.kill($pid, signal.SIGUSR1)", "signal"),
    tried("signal_everybody", "os.kill(-1, 0); got_out(1)"),
    tried("signal_the_zygote", "os.kill(os.getppid(), 0); got_out(1)", "says"),
    tried("signal_own_group_of_old", "got_out(libc.killpg(0, 0))"),
    stopped(
        "signal_a_thread",
        "import ctypes; assert ctypes.CDLL(None).syscall($nr_tgkill, $pid, $pid, 10) == 0",
        "signal",
    ),
    stopped("signal_queued", "import ctypes; assert ctypes.CDLL(None).sigqueue($pid, 10, 0) == 0", "signal"),
    stopped(
        "signal_by_pidfd",
        "import os, signal; signal.pidfd_send_signal(os.pidfd_open($pid), signal.SIGUSR1)",
        "signal",
    ),
    tried(
        "signal_by_descriptor_owner",
        "import socket\nF_SETOWN, F_SETSIG, F_SETFL, O_ASYNC = 8, 10, 4, 0x2000\n"
        "got_out(libc.fcntl(3, F_SETOWN, $pid)); got_out(libc.fcntl(3, F_SETSIG, 10))\n"
        "got_out(libc.fcntl(3, F_SETFL, O_ASYNC))",
        "says",
    ),
    tried("trace_neighbour", "got_out(libc.ptrace(16, $neighbour, 0, 0))"),
    tried("trace_me", "got_out(libc.ptrace(0, 0, 0, 0))"),
    tried(
        "read_foreign_memory",
        "buffer = ctypes.create_string_buffer(64)\n"
        "local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)\n"
        "far = (ctypes.c_size_t * 2)($address, 64)\n"
        "call($nr_process_vm_readv, $pid, local, 1, far, 1, 0); print(buffer.raw)",
    ),
    tried(
        "write_foreign_memory",
        "buffer = ctypes.create_string_buffer(b'x' * 64)\n"
        "local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)\n"
        "far = (ctypes.c_size_t * 2)($address, 64)\n"
        "got_out(call($nr_process_vm_writev, $pid, local, 1, far, 1, 0))",
    ),
    tried(
        "limit_neighbour", "import resource; got_out(resource.prlimit($neighbour, 7, (9, 9)))", "neighbour"
    ),
    tried("read_limits_of_neighbour", "import resource; got_out(resource.prlimit($neighbour, 7))", "says"),
    tried("slow_neighbour_down", "os.setpriority(os.PRIO_PROCESS, $neighbour, 19); got_out(1)"),
    tried("pin_neighbour", "os.sched_setaffinity($neighbour, {0}); got_out(1)"),
    tried(
        "raise_own_limits",
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (9999, 9999)); got_out(1)",
    ),
    tried("see_processes_by_their_processors", "got_out(os.sched_getaffinity($pid))", "says"),
    tried(
        "see_processes_by_their_clocks",
        "time = (ctypes.c_long * 2)()\n"
        "if libc.clock_gettime(ctypes.c_int(~$pid << 3 | 2), time) == 0: got_out(list(time))",
        "says",
    ),
    tried("leave_the_session", "got_out(os.setsid())"),
    tried("become_dumpable", "got_out(libc.prctl(4, 1, 0, 0, 0))", "says"),
    tried("outlive_the_tutor", "got_out(libc.prctl(1, 0, 0, 0, 0))", "says"),
    tried("become_somebody", "os.setuid(12345); got_out(1)"),
    tried("fork", "got_out(os.fork())", "says"),
    tried("fork_bomb", "for _ in range(1000):\n    got_out(os.fork())"),
    tried("fork_by_libc", "got_out(libc.fork())"),
    tried("clone3", "got_out(call($nr_clone3, (ctypes.c_uint64 * 11)(), 88))"),
    tried("forkpty", "import pty; got_out(pty.fork()[0])"),
    tried(
        "thread",
        "import threading\nt = threading.Thread(target=print, args=('ESCAPED',)); t.start(); t.join()",
        "says",
    ),
    stopped("exec", "import os; os.execv('/bin/sh', ['sh', '-c', 'touch $folder/new'])", "written"),
    stopped("exec_of_a_descriptor", "import os; os.execve(1, ['x'], {})"),
    stopped(
        "spawn",
        "import os; os.waitpid(os.posix_spawn('/bin/sh', ['sh', '-c', 'touch $folder/new'], {}), 0)",
        "written",
    ),
    stopped("shell_by_subprocess", "import subprocess; subprocess.run(['touch', '$folder/new'])", "written"),
    Hostile("shell_by_system", (RETURNED, RAISED), "import os; os.system('touch $folder/new')", "written"),
    stopped("shell_by_popen", "import os; os.popen('touch $folder/new').read()", "written"),
    tried(
        "multiprocessing", "import multiprocessing; multiprocessing.Process(target=print).start(); got_out(1)"
    ),
    tried(
        "environment",
        "print(dict(os.environ)); print(libc.getenv(b'TUTOR_CANARY')); got_out(bool(os.environ))",
    ),
    tried(
        "host_name", "import platform, socket; got_out(bool(platform.node())); got_out(socket.gethostname())"
    ),
    tried("arguments", "import sys; got_out(len(sys.argv) > 1 or len(sys.orig_argv) > 1)"),
    tried(
        "inherited_descriptors",
        "found = []\nfor n in range(4, 4096):\n"
        "    try: os.fstat(n); found.append(n)\n    except OSError: pass\n"
        "got_out(bool(found))",
    ),
    tried(
        "write_to_every_descriptor",
        "for n in range(4, 300):\n    try: got_out(os.write(n, b'x'))\n    except OSError: pass",
    ),
    tried("be_nice_to_nobody", "os.nice(-5); got_out(1)"),
    tried("be_first", "os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)); got_out(1)"),
    tried("wake_up_later", "import signal; signal.setitimer(signal.ITIMER_REAL, 3600); got_out(1)"),
    tried(
        "a_thread_below_python",
        "start = ctypes.cast(libc.getpid, ctypes.c_void_p)\n"
        "got_out(libc.pthread_create(ctypes.byref(ctypes.c_ulong()), None, start, None) == 0)",
        "says",
    ),
    tried(
        "a_watchdog_thread",
        "import faulthandler; faulthandler.dump_traceback_later(0.1, exit=True); got_out(1)",
        "says",
    ),
    tried(
        "give_orders_as_the_zygote",
        "import gc, socket\n"
        'order = b\'{"type":"Make","id":1,"memory":1,"cpu":1,"wall":null}\'\n'
        "for o in gc.get_objects():\n"
        "    if type(o).__name__ == 'Zygote' and hasattr(o, '_control'):\n"
        "        for try_it in (lambda: o._control.send(order), lambda: socket.send_fds(o._control, [order], [1])):\n"
        "            try: got_out(try_it() or -1)\n            except OSError: pass",
    ),
    tried(
        "tell_how_others_ended",
        "import gc\nfor o in gc.get_objects():\n"
        "    if type(o).__name__ == '_Child': got_out(os.write(o.status, b'{\"code\":0}'))",
    ),
    tried(
        "type_into_the_terminal",
        "import fcntl\nfd = os.open('$terminal', os.O_RDWR)\nos.write(fd, b'x')",
        "terminal",
    ),
    tried("type_into_own_streams", "for fd in range(4): got_out(libc.ioctl(fd, 0x5412, b'x'))"),
    tried(
        "count_unread_bytes", "n = ctypes.c_int(); got_out(libc.ioctl(3, 0x541b, ctypes.byref(n)))", "says"
    ),
)
