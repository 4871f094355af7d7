"""numpy's own ways to memory and files: pointers, views without bounds, pickles, maps."""

from tests.sandbox.corpus import CRASHED, OUT_OF_MEMORY, RAISED, REFUSED, RETURNED, TIMED_OUT, Hostile

# A secret of this side is 32 hexadecimal digits; whoever finds such in its own memory prints them.
LOOK = """
import re
def look(memory):
    for found in set(re.findall(rb'[0-9a-f]{32}', memory)): print(found)
"""
PICKLED = """
import pickle
class Bomb:
    def __reduce__(self): import os; return os.system, ('touch $folder/new',)
"""
ANY = (RETURNED, RAISED, CRASHED, REFUSED, TIMED_OUT)


def searching(name: str, source: str) -> Hostile:
    return Hostile(name, ANY, LOOK + source)


def unpickled(name: str, source: str, *ends: str) -> Hostile:
    return Hostile(name, ends, PICKLED + source, "written")


NUMERICS: tuple[Hostile, ...] = (
    searching(
        "views_beyond_the_end",
        "view = np.lib.stride_tricks.as_strided(np.zeros(1 << 16, np.uint8), (1 << 23,), (1,))\n"
        "for at in range(0, 1 << 23, 1 << 16): look(view[at:at + (1 << 16) + 32].tobytes())",
    ),
    searching(
        "views_before_the_beginning",
        "view = np.lib.stride_tricks.as_strided(np.zeros(1 << 20, np.uint8), (1 << 22,), (-1,))\n"
        "look(view.tobytes()[::-1])",
    ),
    searching(
        "an_array_at_any_address",
        "class A: __array_interface__ = {'version': 3, 'shape': (1 << 22,), 'typestr': '|u1',\n"
        "    'data': (id(object()) & ~0xFFFFF, True)}\nlook(np.asarray(A()).tobytes())",
    ),
    searching(
        "a_buffer_at_any_address",
        "import ctypes\nlook(np.frombuffer((ctypes.c_char * (1 << 22)).from_address(id(look) & ~0xFFFFF)).tobytes())",
    ),
    searching(
        "a_pointer_as_an_array",
        "import ctypes\np = ctypes.cast(id(look) & ~0xFFFFF, ctypes.POINTER(ctypes.c_uint8))\n"
        "look(np.ctypeslib.as_array(p, (1 << 22,)).tobytes())",
    ),
    searching(
        "everything_that_is_collected",
        "import gc\nfor o in gc.get_objects():\n    if isinstance(o, dict):\n"
        "        for v in list(o.values()):\n            if isinstance(v, (str, bytes)): look(repr(v).encode())",
    ),
    Hostile(
        "writes_everywhere",
        ANY,
        "v = np.lib.stride_tricks.as_strided(np.zeros(8, np.uint8), (1 << 30,), (1,))\nv[:] = 0x41",
    ),
    Hostile(
        "an_array_that_answers_from_elsewhere",
        (*ANY, OUT_OF_MEMORY),
        "class A: __array_interface__ = {'version': 3, 'shape': (1 << 20,), 'typestr': '<f8', 'data': (4096, True)}\n"
        "arrays = {'W': A()}",
    ),
    unpickled("pickle", "pickle.loads(pickle.dumps(Bomb()))", RETURNED, RAISED),
    unpickled(
        "pickled_array",
        "import io\nfile = io.BytesIO(); np.save(file, np.array([Bomb()], object)); file.seek(0)\n"
        "np.load(file, allow_pickle=True)",
        RETURNED,
        RAISED,
    ),
    Hostile("a_pickled_answer", (REFUSED,), PICKLED + "arrays = {'W': np.array([Bomb()], object)}"),
    Hostile("a_map_of_its_socket", (RAISED,), "import mmap; print(mmap.mmap(3, 4096)[:])"),
    Hostile("a_map_of_its_output", (RAISED,), "print(np.memmap(open(1, 'rb+'), mode='r+', shape=(1,)))"),
    Hostile(
        "text_that_runs", (RAISED,), "print(np.genfromtxt(['1'], converters={0: lambda t: open('$secret')}))"
    ),
    Hostile("a_compiler", (RAISED, CRASHED), "import numpy.f2py; numpy.f2py.compile('end')"),
    Hostile("a_library_from_a_path", (RAISED,), "print(np.ctypeslib.load_library('treasure', '$folder'))"),
)
