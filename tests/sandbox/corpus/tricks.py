"""Python against Python: everything that runs in the process can be patched, and none of it is believed."""

from tests.sandbox.corpus import CRASHED, OUT_OF_MEMORY, RAISED, REFUSED, RETURNED, TIMED_OUT, Hostile

ANY = (RETURNED, RAISED, CRASHED, REFUSED, TIMED_OUT, OUT_OF_MEMORY)

TRICKS: tuple[Hostile, ...] = (
    Hostile("leaves", (CRASHED,), "import os; os._exit(0)"),
    Hostile("leaves_with_the_tutors_number", (CRASHED,), "import os; os._exit(70)"),
    Hostile("exits", (RAISED,), "import sys; sys.exit(0)"),
    Hostile("interrupts", (RAISED,), "raise KeyboardInterrupt"),
    Hostile("aborts", (CRASHED,), "import os; os.abort()"),
    Hostile("bad_pointer", (CRASHED,), "import ctypes; ctypes.string_at(1)"),
    Hostile("wild_writes", (CRASHED, RETURNED, RAISED), "import ctypes; ctypes.memset(id(None), 0, 64)"),
    Hostile("fatal_error", (CRASHED,), "import ctypes; ctypes.pythonapi.Py_FatalError(b'x')"),
    Hostile(
        "bad_bytecode", ANY, "f = lambda: 0\nf.__code__ = f.__code__.replace(co_code=b'\\xff' * 64)\nf()"
    ),
    Hostile(
        "patched_builtins",
        ANY,
        "import builtins\nfor n in ('len', 'isinstance', 'memoryview', 'map', 'sum', 'tuple', 'str'):\n"
        "    setattr(builtins, n, None)",
    ),
    Hostile("patched_json", ANY, "import msgspec\nmsgspec.json.encode = lambda *a, **k: b'{}'"),
    Hostile("patched_numpy", ANY, "np.asarray = np.array = lambda *a, **k: None; arrays = {'W': 1}"),
    Hostile("patched_os", ANY, "import os\nos.write = os._exit = lambda *a: None"),
    Hostile(
        "patched_wire",
        ANY,
        "import sys\nw = sys.modules['tui_tutor.sandbox.wire']\nw.encode = lambda *a: b'x' * 100",
    ),
    Hostile(
        "patched_child",
        ANY,
        "import sys\nc = sys.modules['tui_tutor.sandbox.inside.child']\nc._frame = lambda *a: b''",
    ),
    Hostile("emptied_modules", ANY, "import sys\nfor n in list(sys.modules): sys.modules[n] = None"),
    Hostile(
        "walks_the_frames", ANY, "import sys\nf = sys._getframe()\nwhile f: f.f_globals.clear(); f = f.f_back"
    ),
    Hostile(
        "traces_everything",
        ANY,
        "import sys\nsys.settrace(lambda *a: 1 / 0)\nsys.setprofile(lambda *a: 1 / 0)",
    ),
    Hostile(
        "a_hook_for_exceptions",
        ANY,
        "import sys\nsys.excepthook = sys.unraisablehook = lambda *a: 1 / 0\nraise ValueError",
    ),
    Hostile(
        "an_exception_without_text", ANY, "class E(Exception):\n    def __str__(self): raise self\nraise E"
    ),
    Hostile(
        "an_exception_of_its_own_kind",
        ANY,
        "class M(type):\n    def __getattribute__(c, n): raise c\n"
        "class E(Exception, metaclass=M): pass\nraise E",
    ),
    Hostile(
        "a_cycle_of_causes",
        (RAISED,),
        "e = ValueError('x'); f = KeyError('y'); e.__cause__ = f; f.__cause__ = e; raise e",
    ),
    Hostile(
        "an_array_that_lies",
        ANY,
        "class A(np.ndarray):\n    shape = property(lambda s: (2**40,))\narrays = {'W': np.ones(3).view(A)}",
    ),
    Hostile("names_that_are_not_text", (RETURNED,), "arrays = {None: 1, 3: 2, (): 3}; reply = {1: 2}"),
    Hostile("a_reply_that_contains_itself", ANY, "reply = {}; reply['x'] = reply"),
    Hostile("integers_without_end", ANY, "reply = {'n': 10 ** 4000}"),
    Hostile("lone_surrogates", (RETURNED,), "reply = {'\\ud800': '\\udfff'}; arrays = {'\\ud800': 1.0}"),
    Hostile("closed_standard_streams", ANY, "import sys\nsys.stdout.close(); sys.stderr.close()"),
    Hostile("no_standard_streams", ANY, "import sys\nsys.stdout = sys.stderr = None\nprint('x')"),
    Hostile("prints_when_it_dies", (RETURNED,), "class A:\n    def __del__(self): print('late')\na = A()"),
    Hostile("a_syntax_error", (RAISED,), "def f(:"),
    Hostile("an_unknown_encoding", ANY, "# -*- coding: nowhere -*-\nx = 1"),
    Hostile("a_nul_in_the_source", (RAISED,), "x = 1\0"),
    Hostile("an_audit_hook", ANY, "import sys\nsys.addaudithook(lambda *a: 1 / 0)"),
    Hostile(
        "collects_everything",
        ANY,
        "import gc\nfor o in gc.get_objects():\n    if isinstance(o, dict) and 'perform' in o: o.clear()",
    ),
)
