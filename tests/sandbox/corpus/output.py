"""Printing too much, and printing what a terminal would obey."""

from tests.sandbox.corpus import RAISED, REFUSED, RETURNED, TIMED_OUT, Hostile

OUTPUT: tuple[Hostile, ...] = (
    Hostile("flood", (REFUSED,), "while True: print('x' * 1000)"),
    Hostile("flood_of_errors", (REFUSED,), "import sys\nwhile True: sys.stderr.write('x' * 1000)"),
    Hostile("flood_below_python", (REFUSED,), "import os\nwhile True: os.write(1, b'x' * 4096)"),
    Hostile("one_long_line", (REFUSED,), "print('x' * (1 << 22))"),
    Hostile(
        "flood_after_catching",
        (REFUSED, TIMED_OUT),
        "while True:\n    try: print('x' * 99999)\n    except BaseException: pass",
    ),
    Hostile("escape_sequences", (RETURNED,), "print('\\x1b[2J\\x1b]0;title\\x07\\x9b31m\\x1bPq\\x1b\\\\ok')"),
    Hostile("right_to_left", (RETURNED,), "print('\\u202e correct \\u2066')"),
    Hostile("markup", (RETURNED,), "print('[@click=app.quit]click me[/] [bold')"),
    Hostile("bytes_that_are_not_text", (RETURNED,), "import os; os.write(1, bytes(range(256)))"),
    Hostile("nul_bytes", (RETURNED,), "print('\\0' * 100)"),
    Hostile("closed_streams", (RETURNED, RAISED), "import os\nfor n in (0, 1, 2): os.close(n)\nprint('x')"),
    Hostile(
        "an_escape_in_the_exception",
        (RAISED,),
        "raise type('E\\x1b[31m', (Exception,), {})('\\x1b]52;c;x\\x07')",
    ),
    Hostile("a_very_long_exception", (RAISED, REFUSED), "raise ValueError('x' * 900_000)"),
    Hostile(
        "an_escape_in_a_name", (RETURNED,), "arrays = {'W\\x1b[31m': 1.0}; reply = {'\\x1b[2J': '\\x07'}"
    ),
)
