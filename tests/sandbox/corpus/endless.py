"""What never ends, in Python, in C, asleep, and deaf to signals."""

from tests.sandbox.corpus import CRASHED, OUT_OF_MEMORY, RAISED, RETURNED, TIMED_OUT, Hostile


def endless(name: str, source: str) -> Hostile:
    return Hostile(name, (TIMED_OUT,), source)


ENDLESS: tuple[Hostile, ...] = (
    endless("loop", "while True: pass"),
    endless("loop_that_prints_a_little", "import time\nwhile True: print('.', end=''); time.sleep(0.01)"),
    endless("power_in_c", "10 ** 10 ** 8"),
    endless("regular_expression", "import re; re.match('(a*)*b', 'a' * 64)"),
    endless("sum_in_c", "sum(range(10 ** 15))"),
    endless("matrix_product", "A = np.ones((400, 400))\nwhile True: A = A @ A / 400"),
    endless("sleep", "import time; time.sleep(3600)"),
    endless("wait_for_a_lock", "import threading; lock = threading.Lock(); lock.acquire(); lock.acquire()"),
    endless("wait_for_nothing", "import select; select.select([], [], [])"),
    endless("wait_for_the_tutor", "import os\nos.read(3, 1)"),
    endless(
        "catches_everything",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    ),
    endless(
        "ignores_every_signal",
        "import signal\nfor n in signal.valid_signals():\n    try: signal.signal(n, signal.SIG_IGN)\n"
        "    except (OSError, ValueError): pass\nwhile True: pass",
    ),
    endless(
        "a_string_that_never_ends",
        "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E",
    ),
    endless(
        "an_array_that_never_ends",
        "class A:\n    def __array__(self, *a, **k):\n        while True: pass\narrays = {'W': A()}",
    ),
    Hostile("stops_itself", (RAISED, TIMED_OUT), "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"),
    endless(
        "stops_its_only_thread",
        "import ctypes, os\npid = os.getpid(); ctypes.CDLL(None).syscall($nr_tgkill, pid, pid, 19)",
    ),
    Hostile("deep_recursion", (RAISED,), "def f(): return f()\nf()"),
    Hostile(
        "recursion_without_a_limit",
        (CRASHED, RAISED, OUT_OF_MEMORY, TIMED_OUT),
        "import sys; sys.setrecursionlimit(10 ** 9)\n"
        "class A:\n    def __getattr__(self, n): return getattr(self, n)\nA().x",
    ),
    Hostile("recursion_in_c", (CRASHED, RAISED), "x = []\nfor _ in range(10 ** 5): x = [x]\nrepr(x)"),
    Hostile(
        "a_finaliser_that_never_ends",
        (RETURNED, TIMED_OUT),
        "class A:\n    def __del__(self):\n        while True: pass\na = A()",
    ),
    Hostile(
        "an_exit_handler_that_never_ends",
        (RETURNED,),
        "import atexit\n@atexit.register\ndef f():\n    while True: pass",
    ),
)
