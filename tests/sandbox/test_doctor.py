"""The doctor attacks a sandbox and says what got out: tried on walls that are known to hold or to leak."""

from functools import partial

import pytest

from tests.sandbox.conftest import FOREIGN, ROOT
from tui_tutor.sandbox import Examination, Sandbox, SandboxError, examine
from tui_tutor.sandbox.forked import Zygote
from tui_tutor.sandbox.launch import WALLS, Launch

pytestmark = pytest.mark.linux


def behind(*walls: str) -> Examination:
    forked = partial(Zygote, walls=frozenset(walls))
    return examine(lambda: Sandbox(Launch(FOREIGN, (ROOT,)), forked=forked))


def out(examination: Examination) -> set[str]:
    return {attack.name for attack in examination.attacks if not attack.contained}


def test_all_walls_are_sealed(sandbox: Sandbox) -> None:
    examination = examine(sandbox)
    assert out(examination) == set()
    assert (examination.level, examination.layers) == ("sealed", sandbox.layers)
    assert len(examination.attacks) == 19


def test_the_filter_and_the_limits_are_sealed() -> None:
    assert behind("seccomp", "limits").level == "sealed"


def test_landlock_and_the_limits_are_partial() -> None:
    examination = behind("landlock", "limits", "nobody")
    assert examination.level == "partial", examination.attacks
    assert "make a namespace" in out(examination) or "see that a file exists" in out(examination)


def test_the_limits_alone_are_open() -> None:
    examination = behind("limits")
    assert examination.level == "open"
    assert "signal another program" in out(examination)


def test_without_walls_nearly_everything_gets_out() -> None:
    examination = behind()
    assert examination.level == "open"
    contained = {attack.name for attack in examination.attacks if attack.contained}
    # the environment, the clock and the descriptors are no wall's work; the rest depends on the container
    usual = {"read the environment", "exceed its time", "find an open file of the tutor's"}
    assert contained - usual <= {"take control of another program", "make a namespace"}


def test_a_sandbox_without_an_honest_answer_is_no_sandbox() -> None:
    with pytest.raises(SandboxError, match="honest call"):
        examine(lambda: Sandbox(Launch("tests.sandbox.nowhere", (ROOT,))))


def test_attacks_are_told_in_words(sandbox: Sandbox) -> None:
    told = {attack.name: attack.detail for attack in examine(sandbox).attacks}
    assert told["read a file"].startswith("PermissionError")
    assert told["exceed its time"] == "stopped after 0.3 s: an endless loop?"
    assert all(told.values())


def test_every_wall_is_used_unless_a_test_says_otherwise(sandbox: Sandbox) -> None:
    assert {"seccomp", "landlock", "limits", "nobody"} == WALLS
    words = " ".join(sandbox.layers)
    assert "seccomp" in words
    assert "limits" in words
