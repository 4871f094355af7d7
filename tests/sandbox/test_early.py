"""The first call does not wait until everything is imported that it might import, and nobody can tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sandbox.conftest import FOREIGN, ROOT, eventually, script
from tui_tutor.sandbox import Limits, Sandbox, SandboxError, Snapshot, head_start, open_sandbox, starting

pytestmark = pytest.mark.linux
PATIENT = Limits(wall=5.0)


@pytest.fixture
def fresh() -> Iterator[Sandbox]:
    with open_sandbox(FOREIGN, (ROOT,)) as opened:
        yield opened


LOOK = "import sys; reply = {'there': 'statistics' in sys.modules}"


def test_the_first_call_starts_before_everything_is_imported(fresh: Sandbox) -> None:
    assert fresh.call(script(LOOK)).reply == {"there": False}


def test_a_call_that_asks_for_more_is_made_again_when_everything_is_there(fresh: Sandbox) -> None:
    source = "print('asking'); import statistics; reply = {'n': statistics.mean([1, 2, 3])}"
    result = fresh.call(script(source, PATIENT))
    assert (result.outcome, result.reply, result.printed) == ("returned", {"n": 2}, "asking\n")
    assert fresh.call(script(LOOK)).reply == {"there": True}


def test_after_a_few_calls_everything_is_imported_unasked(fresh: Sandbox) -> None:
    assert eventually(lambda: fresh.call(script(LOOK)).reply["there"])


def test_whoever_prepares_has_everything_at_once(fresh: Sandbox) -> None:
    fresh.prepare(1)
    assert fresh.call(script(LOOK)).reply == {"there": True}


def test_a_prepared_process_in_a_hurry_may_lack_something_and_the_call_does_not(fresh: Sandbox) -> None:
    fresh.prepare(1, PATIENT, hurry=True)
    assert fresh.call(script("import statistics", PATIENT)).outcome == "returned"


def test_what_numpy_imports_late_is_there_for_the_first_call(fresh: Sandbox) -> None:
    source = (
        "np.testing.assert_allclose(1, 1); reply = {'n': np.polynomial.Polynomial([6, 3]).roots().tolist()}"
    )
    assert fresh.call(script(source, PATIENT)).reply == {"n": [-2.0]}


def test_a_module_that_does_not_exist_is_told_as_usual(fresh: Sandbox) -> None:
    assert (
        fresh.call(script("import scipy", PATIENT)).message == "ModuleNotFoundError: No module named 'scipy'"
    )


def test_leaving_with_the_number_of_a_process_that_came_too_early_gains_nothing(fresh: Sandbox) -> None:
    result = fresh.call(script("print('bye'); import os; os._exit(75)", PATIENT))
    assert (result.outcome, result.printed) == ("crashed", "bye\n")
    assert "exit code 75" in result.message


def test_snapshots_of_a_call_that_is_made_again_come_once(fresh: Sandbox) -> None:
    seen: list[Snapshot] = []
    source = "emit({}); emit({}); import statistics; emit({}); reply = {'done': True}"
    assert fresh.call(script(source, PATIENT), seen.append).reply == {"done": True}
    assert [one.number for one in seen] == [0, 1, 2]


def test_a_call_that_is_cancelled_is_not_made_again(fresh: Sandbox) -> None:
    call = fresh.start(script("emit({})\nwhile True: pass", Limits(wall=30.0)))
    assert call.result(lambda _: call.cancel()).outcome == "cancelled"


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Sandbox]:
    room = "from tests.sandbox.foreign import perform\ndef rehearse(perform): raise LookupError('no stage')\n"
    (tmp_path / "room.py").write_text(room)
    with open_sandbox("room", (ROOT, str(tmp_path))) as opened:
        yield opened


@pytest.mark.parametrize("calls", [1, 12])  # asked for the rest, or after it has failed unasked
def test_a_sandbox_that_cannot_import_the_rest_goes_on_without_and_says_so_when_asked(
    broken: Sandbox, calls: int
) -> None:
    replies = [broken.call(script("reply = {'n': 1}", PATIENT)).reply for _ in range(calls)]
    assert replies == [{"n": 1}] * calls
    with pytest.raises(SandboxError, match="no stage"):
        _ = broken.layers
    refused = broken.call(script("import statistics", PATIENT))
    assert (refused.outcome, "no stage" in refused.message) == ("fault", True)
    assert broken.call(script("reply = {'n': 1}", PATIENT)).reply == {"n": 1}


def test_a_head_start_is_for_the_next_sandbox_that_is_opened() -> None:
    head_start()
    [ahead] = starting._ahead
    with open_sandbox(FOREIGN, (ROOT,)) as other, open_sandbox() as first, open_sandbox() as second:
        assert [one._source._process is ahead.process for one in (other, first, second)] == [  # type: ignore[union-attr]
            False,
            True,
            False,
        ]
