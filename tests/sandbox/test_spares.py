"""The portable form: one process for one call, started ahead. The same outcomes, and the same walls."""

import os
import sys
from collections.abc import Iterator

import pytest

from tests.sandbox.conftest import FOREIGN, QUICK, ROOT, script
from tui_tutor.sandbox import Array, Sandbox, Snapshot
from tui_tutor.sandbox.forked import UnsafeError, Zygote
from tui_tutor.sandbox.launch import Launch
from tui_tutor.sandbox.spares import Spares

LAUNCH = Launch(FOREIGN, (ROOT,))


@pytest.fixture(scope="module")
def spares() -> Iterator[Sandbox]:
    with Sandbox(LAUNCH, forked=Spares) as opened:
        yield opened


def test_a_call_returns_what_it_made_and_printed(spares: Sandbox) -> None:
    data = b"\1\2\3\4" * 50_000
    seen: list[Snapshot] = []
    source = "print('hi'); emit({'n': 1}); arrays = {'X': given['X']}"
    result = spares.call(script(source, X=Array("|u1", (len(data),), data)), seen.append)
    assert (result.outcome, result.printed, result.arrays["X"].data) == ("returned", "hi\n", data)
    assert [one.reply for one in seen] == [{"n": 1}]


def test_a_prepared_process_is_used_and_its_clock_starts_with_its_call(spares: Sandbox) -> None:
    spares.prepare(1, QUICK)
    result = spares.call(script("print('on')\nwhile True: pass", QUICK))
    assert (result.outcome, result.printed) == ("timed out", "on\n")


def test_leaving_early_is_a_crash(spares: Sandbox) -> None:
    assert spares.call(script("import os; os._exit(3)")).outcome == "crashed"


def test_a_call_can_be_cancelled(spares: Sandbox) -> None:
    call = spares.start(script("while True: pass"))
    call.cancel()
    assert call.result().outcome == "cancelled"


def test_a_flood_of_text_is_refused(spares: Sandbox) -> None:
    assert spares.call(script("while True: print('x' * 1000)")).outcome == "refused"


@pytest.mark.linux
def test_on_linux_it_has_the_same_walls(spares: Sandbox) -> None:
    assert any("seccomp" in layer for layer in spares.layers)
    assert spares.call(script(f"open({__file__!r})")).message.startswith("PermissionError")
    assert spares.call(script(f"import os; os.kill({os.getpid()}, 0)")).message.startswith("PermissionError")


def test_it_takes_the_zygotes_place_when_forking_is_not_safe() -> None:
    class TwoThreads(Zygote):
        def __init__(self, launch: Launch) -> None: ...

        alive = True

        @property
        def layers(self) -> tuple[str, ...]:
            raise UnsafeError("two threads")

        def make(self, limits: object, wall: object, complete: bool) -> None:  # type: ignore[override]
            raise UnsafeError("two threads")

        def close(self) -> None: ...

    with Sandbox(LAUNCH, forked=TwoThreads) as opened:
        assert opened.call(script("reply = {'n': 1}")).reply == {"n": 1}


def test_a_process_that_cannot_start_is_a_fault() -> None:
    with Sandbox(Launch("tests.sandbox.nowhere", (ROOT,)), forked=Spares) as opened:
        opened.prepare(2)
        result = opened.call(script(""))
    assert result.outcome == "fault"
    assert "nowhere" in result.message


def test_nothing_of_another_platform_is_imported() -> None:
    unwanted = {"win32": {"fcntl", "resource"}}.get(sys.platform, {"msvcrt", "winreg"})
    assert not unwanted & set(sys.modules)
