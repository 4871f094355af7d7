"""The life of a sandbox: several calls at once, cancelling, preparing, dying, closing."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.sandbox.conftest import FOREIGN, QUICK, ROOT, eventually, script
from tui_tutor.sandbox import Ahead, Call, Limits, RunningCall, Sandbox, open_sandbox
from tui_tutor.sandbox.forked import Zygote

LONG = Limits(wall=30.0)
SLEEP = "emit({})\nimport time\ntime.sleep(30)"


def processes(session: int) -> list[int]:
    """Living processes of a session, zombies aside."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, _, _, sid = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(sid) == session and state != "Z":
                found.append(int(folder.name))
    return found


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def zygote(sandbox: Sandbox) -> int:
    """The process number of the zygote, which leads its own session."""
    assert sandbox.layers
    source = sandbox._source
    assert isinstance(source, Zygote)
    return source._process.pid


def running(sandbox: Sandbox, source: str = SLEEP) -> tuple[RunningCall, threading.Thread, list[str]]:
    """A call that is known to have begun, with a thread that waits for its outcome."""
    call, begun, outcome = sandbox.start(script(source, LONG)), threading.Event(), []
    waiting = threading.Thread(target=lambda: outcome.append(call.result(lambda _: begun.set()).outcome))
    waiting.start()
    assert begun.wait(10)
    return call, waiting, outcome


def test_the_tutor_never_imports_numpy() -> None:
    code = (
        "import sys; from tui_tutor.sandbox import *\n"
        f"with open_sandbox({FOREIGN!r}, ({ROOT!r},)) as s: r = s.call(Call('script', {{'source': ''}}))\n"
        "print(r.outcome, 'numpy' in sys.modules, 'tui_tutor.calls' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.split() == ["returned", "False", "False"]


def test_several_calls_run_at_once(sandbox: Sandbox) -> None:
    calls = [sandbox.start(script(f"reply = {{'n': {n}}}; print({n})")) for n in range(6)]
    results = [call.result() for call in reversed(calls)]
    assert [(one.reply["n"], one.printed) for one in results] == [(n, f"{n}\n") for n in (5, 4, 3, 2, 1, 0)]


def test_several_threads_may_call(sandbox: Sandbox) -> None:
    outcomes: list[object] = []

    def ask(n: int) -> None:
        outcomes.extend(sandbox.call(script(f"reply = {{'n': {n}}}")).reply["n"] for _ in range(5))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == sorted([0, 1, 2, 3] * 5)  # type: ignore[type-var]


def test_a_call_is_cancelled_from_another_thread(sandbox: Sandbox) -> None:
    call, waiting, outcome = running(sandbox)
    call.cancel()
    waiting.join(5)
    assert outcome == ["cancelled"]
    assert call.result().message == "stopped, as you asked"


def test_cancelling_a_finished_call_changes_nothing(sandbox: Sandbox) -> None:
    call = sandbox.start(script("reply = {'n': 1}"))
    assert call.result().reply == {"n": 1}
    call.cancel()
    assert call.result().outcome == "returned"


def test_a_prepared_process_takes_the_next_call(sandbox: Sandbox) -> None:
    sandbox.prepare(2)
    results = [sandbox.call(script("import os; reply = {'pid': os.getpid()}")) for _ in range(3)]
    assert len({one.reply["pid"] for one in results}) == 3


def test_the_clock_of_a_prepared_process_starts_with_its_call(sandbox: Sandbox) -> None:
    sandbox.prepare(1, QUICK)
    threading.Event().wait(0.4)
    assert sandbox.call(script("reply = {'n': 1}", QUICK)).outcome == "returned"
    sandbox.prepare(1, QUICK)
    assert sandbox.call(script("while True: pass", QUICK)).outcome == "timed out"


def test_a_prepared_process_does_not_lift_the_limits_of_a_call(sandbox: Sandbox) -> None:
    sandbox.prepare(1)
    assert sandbox.call(script("np.ones((100, 1 << 20))", Limits(memory=64 << 20))).outcome == "out of memory"


BEGUN = Ahead("script", {"source": "import os; begun = os.getpid()"})


def begun_with(
    ahead: Ahead | None, source: str = "import os; reply = {'same': begun == os.getpid()}"
) -> Call:
    return Call("script", {"source": source}, limits=LONG, ahead=ahead)


def test_a_prepared_process_begins_before_its_call_is_there(sandbox: Sandbox) -> None:
    sandbox.prepare(1, LONG, BEGUN)
    assert sandbox.call(begun_with(BEGUN)).reply == {"same": True}


def test_a_call_without_a_process_that_has_begun_is_made_whole(sandbox: Sandbox) -> None:
    other = Ahead("script", {"source": "begun = 'other'"})
    sandbox.prepare(1, LONG, other)
    assert sandbox.call(begun_with(BEGUN)).message == "NameError: name 'begun' is not defined"
    assert sandbox.call(begun_with(None)).message == "NameError: name 'begun' is not defined"


@pytest.mark.linux
@pytest.mark.parametrize("source", ["import os; os._exit(1)", "raise ValueError"])
def test_a_process_that_died_while_it_began_takes_no_call(sandbox: Sandbox, source: str) -> None:
    broken = Ahead("script", {"source": source})
    sandbox.prepare(1, LONG, broken)
    assert eventually(lambda: sandbox._waiting.count(LONG, broken) == 0)
    assert sandbox.call(begun_with(broken, "reply = {'n': 1}")).reply == {"n": 1}


@pytest.mark.linux
def test_what_is_begun_without_end_is_stopped_by_the_clock_of_its_call(sandbox: Sandbox) -> None:
    endless = Ahead("script", {"source": "while True: pass"})
    sandbox.prepare(1, QUICK, endless)
    assert sandbox.call(Call("script", {"source": ""}, limits=QUICK, ahead=endless)).outcome == "timed out"


@pytest.mark.linux
def test_prepared_processes_are_bounded_and_die_with_the_sandbox() -> None:
    with open_sandbox(FOREIGN, (ROOT,)) as opened:
        leader = zygote(opened)
        opened.prepare(100)
        assert eventually(lambda: len(processes(leader)) == 1 + 8)
    assert eventually(lambda: not processes(leader))


@pytest.mark.linux
def test_a_dead_prepared_process_is_passed_over() -> None:
    with open_sandbox(FOREIGN, (ROOT,)) as opened:
        leader = zygote(opened)
        opened.prepare(1)
        assert eventually(lambda: len(processes(leader)) == 2)
        (prepared,) = set(processes(leader)) - {leader}
        os.kill(prepared, signal.SIGKILL)
        assert eventually(lambda: prepared not in processes(leader))
        assert eventually(lambda: opened.call(script("")).outcome == "returned")


@pytest.mark.linux
def test_a_dead_zygote_is_a_fault_and_replaced() -> None:
    with open_sandbox(FOREIGN, (ROOT,)) as opened:
        leader = zygote(opened)
        call, waiting, outcome = running(opened)
        os.kill(leader, signal.SIGKILL)
        waiting.join(5)
        assert outcome == ["fault"]
        assert "says nothing about your code" in call.result().message
        assert eventually(lambda: not processes(leader))
        assert opened.call(script("reply = {'n': 1}")).outcome == "returned"


@pytest.mark.linux
def test_a_stuck_zygote_is_a_fault_and_replaced() -> None:
    with open_sandbox(FOREIGN, (ROOT,)) as opened:
        leader = zygote(opened)
        call = opened.start(script("while True: pass", QUICK))
        os.kill(leader, signal.SIGSTOP)
        assert call.result().outcome in ("fault", "timed out")
        assert opened.call(script("reply = {'n': 1}")).outcome == "returned"


def test_closing_cancels_what_runs() -> None:
    opened = open_sandbox(FOREIGN, (ROOT,))
    _, waiting, outcome = running(opened)
    opened.close()
    waiting.join(5)
    assert outcome == ["cancelled"]


def test_a_closed_sandbox_says_so() -> None:
    opened = open_sandbox(FOREIGN, (ROOT,))
    opened.close()
    result = opened.call(script(""))
    assert (result.outcome, result.message) == ("fault", "The sandbox is closed.")


def test_two_sandboxes_are_independent(sandbox: Sandbox) -> None:
    with open_sandbox(FOREIGN, (ROOT,)) as other:
        assert other.call(script("reply = {'n': 2}")).reply == {"n": 2}
    assert sandbox.call(script("reply = {'n': 1}")).reply == {"n": 1}


def test_a_calls_room_that_does_not_exist_is_a_fault() -> None:
    with open_sandbox("tests.sandbox.nowhere", (ROOT,)) as opened:
        result = opened.call(script(""))
    assert result.outcome == "fault"
    assert "nowhere" in result.message


TUTOR = f"""
from tui_tutor.sandbox import *
from tui_tutor.sandbox.forked import Zygote
from tui_tutor.sandbox.launch import Launch
from tui_tutor.sandbox.spares import Spares
s = Sandbox(Launch({FOREIGN!r}, ({ROOT!r},)), forked=FORM)
s.prepare(2)
call = s.start(Call("script", {{"source": {SLEEP!r}}}, limits=Limits(wall=30.0)))
call.result(lambda _: print("on", flush=True))
"""


@pytest.mark.linux
@pytest.mark.parametrize("form", ["Zygote", "Spares"])
def test_a_killed_tutor_leaves_no_process_behind(form: str) -> None:
    code = TUTOR.replace("FORM", form)
    tutor = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    assert tutor.stdout is not None
    with tutor.stdout as told:
        assert told.readline() == b"on\n"
    started = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(tutor.pid)], capture_output=True, text=True, check=True
    )
    leaders = [int(pid) for pid in started.stdout.split()]
    # two that wait, one that sleeps; the zygote is one more
    assert sum(len(processes(leader)) for leader in leaders) == (4 if form == "Zygote" else 3)
    tutor.kill()
    tutor.wait()
    assert eventually(lambda: not any(processes(leader) for leader in leaders))


def test_no_descriptor_is_left_open(sandbox: Sandbox) -> None:
    if not Path("/proc/self/fd").exists():
        pytest.skip("descriptors are counted in /proc")
    sandbox.call(script("")), sandbox.call(script("while True: pass", QUICK))
    before = descriptors()
    for _ in range(5):
        sandbox.call(script("import os; os._exit(1)"))
        sandbox.start(script("while True: pass", QUICK))
    assert descriptors() <= before
