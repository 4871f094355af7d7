"""Every way in which a call can end is a value with one sentence."""

import subprocess
import sys

import pytest

from tests.sandbox.conftest import QUICK, Run, script
from tui_tutor.sandbox import Array, Call, Limits, Sandbox, Snapshot

ONES = Array("<f8", (2, 2), b"\0\0\0\0\0\0\xf0\x3f" * 4)


def test_arrays_go_in_and_come_out(run: Run) -> None:
    result = run("arrays = {'twice': 2 * given['X'], 'n': np.int64(3)}; reply = {'ok': True}", X=ONES)
    assert (result.outcome, result.reply, result.message) == ("returned", {"ok": True}, "")
    assert result.arrays["twice"] == Array("<f8", (2, 2), b"\0\0\0\0\0\0\0\x40" * 4)
    assert result.arrays["n"].shape == ()


def test_what_is_printed_is_kept(run: Run) -> None:
    assert run("print('héllo\\x1b[31m', 1)").printed == "héllo 1\n"


def test_everything_that_was_printed_before_the_end_arrives(run: Run) -> None:
    for _ in range(20):
        assert len(run("print('x' * 59_999)").printed) == 60_000


def test_a_lone_surrogate_can_be_printed_and_raised(run: Run) -> None:
    result = run("print('\\ud800'); raise ValueError('\\ud800')")
    assert (result.outcome, result.printed) == ("raised", "\\ud800\n")


def test_an_exception_is_a_value(run: Run) -> None:
    result = run("def f():\n    return 1 / 0\nf()")
    assert result.outcome == "raised"
    assert result.raised is not None
    assert (result.raised.type, [frame.line for frame in result.raised.frames]) == (
        "ZeroDivisionError",
        [3, 2],
    )
    assert result.message == "ZeroDivisionError: division by zero"


def test_what_an_exception_is_called_stays_on_its_line(run: Run) -> None:
    forged = "e = type('E\\n\\n✓ correct', (Exception,), {}); f = lambda: 1\nraise e('one\\ntwo')"
    raised = run(forged).raised
    assert raised is not None
    assert (raised.type, raised.text) == ("E  ✓ correct", "one\ntwo")


def test_an_endless_loop_is_stopped_and_keeps_what_it_printed(run: Run) -> None:
    result = run("print('before', end='')\nwhile True: pass", QUICK)
    assert (result.outcome, result.printed) == ("timed out", "before")
    assert result.message == "stopped after 0.3 s: an endless loop?"


def test_a_time_limit_ends_within_half_a_second(run: Run) -> None:
    assert run("10 ** 10 ** 8", QUICK).seconds < QUICK.wall + 0.5


def test_processor_time_is_limited_on_its_own(sandbox: Sandbox) -> None:
    limit = "import resource; print(*resource.getrlimit(resource.RLIMIT_CPU))"
    assert sandbox.call(script(limit, Limits(wall=1.5))).printed == "3 3\n"


def test_memory_is_limited_and_the_limit_told(run: Run) -> None:
    result = run("np.ones((300, 1 << 20))", Limits(wall=5.0, memory=100 << 20))
    assert result.outcome == "out of memory"
    assert "100 MB" in result.message


def test_leaving_the_process_is_a_crash(run: Run) -> None:
    result = run("print('bye'); import os; os._exit(3)")
    assert (result.outcome, result.printed) == ("crashed", "bye\n")
    assert "exit code 3" in result.message


def test_a_segmentation_fault_is_a_crash(run: Run) -> None:
    result = run("import ctypes; ctypes.string_at(0)")
    assert result.outcome == "crashed"
    assert "SIGSEGV" in result.message


def test_printing_too_much_is_refused_and_the_beginning_kept(run: Run) -> None:
    result = run("while True: print('x' * 1000)", Limits(printed=5120))
    assert result.outcome == "refused"
    assert result.message == "printed more than 5 KB, which is the limit"
    assert len(result.printed) == 5120


def test_a_large_result_is_refused(run: Run) -> None:
    result = run("arrays = {'W': np.ones(1000)}", Limits(result=7999))
    assert result.outcome == "refused"
    assert "7.8 KB" in result.message


def test_many_arrays_are_refused(run: Run) -> None:
    result = run("arrays = {str(i): 1.0 for i in range(11)}", Limits(arrays=10))
    assert result.outcome == "refused"
    assert "11 arrays" in result.message


def test_an_object_array_is_refused(run: Run) -> None:
    assert run("arrays = {'W': np.array([object()])}").outcome == "refused"


def test_a_reply_that_is_not_json_still_arrives(run: Run) -> None:
    assert run("reply = {'a': object(), 'b': (1, 2)}").reply == {"a": "object", "b": [1, 2]}


def test_snapshots_arrive_in_order_and_before_the_end(sandbox: Sandbox) -> None:
    seen: list[Snapshot] = []
    source = "for i in range(5): emit({'epoch': i}, {'W': np.full(2, float(i))})\nreply = {'done': 5}"
    result = sandbox.call(script(source), seen.append)
    assert result.reply == {"done": 5}
    assert [(one.number, one.reply["epoch"], one.arrays["W"].shape) for one in seen] == [
        (i, i, (2,)) for i in range(5)
    ]


def test_at_most_two_hundred_snapshots_are_sent(sandbox: Sandbox) -> None:
    seen: list[Snapshot] = []
    assert sandbox.call(script("for i in range(300): emit({})"), seen.append).outcome == "returned"
    assert len(seen) == 200


def test_an_error_of_the_listener_ends_the_call_and_passes_through(sandbox: Sandbox) -> None:
    def fail(snapshot: Snapshot) -> None:
        raise LookupError

    call = sandbox.start(script("emit({})\nwhile True: pass", QUICK))
    with pytest.raises(LookupError):
        call.result(fail)
    assert call.result().outcome == "cancelled"


def test_a_large_job_goes_through(run: Run) -> None:
    data = bytes(range(256)) * (1 << 14)
    result = run("arrays = {'X': given['X'][::-1]}", X=Array("|u1", (len(data),), data))
    assert result.arrays["X"].data == data[::-1]


def test_a_request_that_is_not_json_is_the_programmers_error(sandbox: Sandbox) -> None:
    with pytest.raises(TypeError):
        sandbox.start(Call("script", {"source": object()}))


def test_calls_know_nothing_of_each_other(run: Run) -> None:
    assert run("np.leak = 1; import builtins; builtins.leak = 1").outcome == "returned"
    assert run("assert not hasattr(np, 'leak'); leak").message == "NameError: name 'leak' is not defined"


def test_every_call_begins_with_the_same_random_numbers_unless_it_asks_for_others(run: Run) -> None:
    source = (
        "print(np.random.rand()); np.random.seed(); print(np.random.rand(), np.random.default_rng().random())"
    )
    first, second = run(source).printed.split(), run(source).printed.split()
    assert [a == b for a, b in zip(first, second, strict=True)] == [True, False, False]


def test_names_have_one_hash_on_every_machine(run: Run) -> None:
    assert run("print(hash('W'))").printed == run("print(hash('W'))").printed == f"{hash_without_seed('W')}\n"


def hash_without_seed(name: str) -> int:
    command = [sys.executable, "-c", f"print(hash({name!r}))"]
    return int(subprocess.check_output(command, env={"PYTHONHASHSEED": "0"}))


def test_numpys_lazy_parts_work_after_the_lock(run: Run) -> None:
    source = """
import neural_network, random, dataclasses, typing, collections, math
np.linalg.eigh(np.eye(3)); np.random.default_rng().normal(size=3); np.fft.rfft(np.ones(8))
np.polynomial.Polynomial([1, 2]).roots(); np.ma.masked_invalid([np.nan]); np.testing.assert_allclose(1, 1)
str(np.float32(1)), repr(np.ones((100, 100))), np.array2string(np.eye(2), precision=3)
np.sort(np.ones(5)), np.unique([1, 1]), np.percentile(np.arange(9), 50), np.einsum('ij->i', np.ones((2, 2)))
np.lib.stride_tricks.sliding_window_view(np.ones(5), 2), np.histogram([1, 2], 2), np.interp(1, [0, 2], [0, 2])
f"{np.float64(1):.3g}", "%.3f" % np.float32(1), np.datetime64('2020-01-01'), np.savetxt, np.info
"""
    assert run(source).message == ""


def test_a_missing_module_is_told_as_usual(run: Run) -> None:
    assert run("import scipy").message == "ModuleNotFoundError: No module named 'scipy'"


@pytest.mark.linux
def test_a_lock_that_cannot_be_closed_is_a_fault_and_nothing_runs(run: Run) -> None:
    result = run("print('ran')", Limits(memory=-(1 << 62)))
    assert (result.outcome, result.printed) == ("fault", "")
    assert "could not lock itself" in result.message


def test_reading_from_the_keyboard_ends_at_once(run: Run) -> None:
    assert run("input()").message == "EOFError: EOF when reading a line"
