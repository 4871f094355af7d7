"""Taking all the memory there is. The limit of these calls is 256 MB."""

from tests.sandbox.corpus import CRASHED, OUT_OF_MEMORY, RAISED, REFUSED, TIMED_OUT, Hostile


def hungry(name: str, source: str, *also: str) -> Hostile:
    return Hostile(name, (OUT_OF_MEMORY, TIMED_OUT, *also), source)


MEMORY: tuple[Hostile, ...] = (
    hungry("numpy", "np.ones((1 << 20, 1 << 10))"),
    hungry("numpy_small_steps", "held = []\nwhile True: held.append(np.ones(1 << 20))"),
    hungry("list", "held = [0]\nwhile True: held = held * 2"),
    hungry("string", "held = 'x'\nwhile True: held = held + held"),
    hungry("bytes", "bytes(1 << 40)", RAISED),
    hungry("dictionary", "held = {}\nwhile True: held[len(held)] = bytearray(1 << 16)"),
    hungry(
        "anonymous_map", "import mmap\nheld = []\nwhile True: held.append(mmap.mmap(-1, 1 << 24))", RAISED
    ),
    hungry(
        "malloc",
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "while True:\n    if not libc.malloc(1 << 24): raise MemoryError",
    ),
    hungry(
        "catches_the_error",
        "held = []\nwhile True:\n    try: held.append(bytearray(1 << 16))\n    except MemoryError: pass",
    ),
    hungry("a_broadcast_view", "arrays = {'W': np.broadcast_to(0.0, (1 << 20, 1 << 20))}"),
    hungry(
        "in_the_answer",
        "reply = {'a': ['x' * 1000] * 1000}\nreply['b'] = [reply['a']] * 1000",
        REFUSED,
        CRASHED,
    ),
    hungry("compiling", "compile('(' * 150 + '0' + '**9' * 20000 + ')' * 150, 'x', 'eval')", RAISED, CRASHED),
)
