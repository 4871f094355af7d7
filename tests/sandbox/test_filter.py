"""The system call policy, asked call by call in a simulator: it runs on every platform."""

import errno
import re
from pathlib import Path

import pytest

from tests.sandbox.bpf import decide
from tui_tutor.sandbox.inside.filter import (
    ALLOW,
    ERROR,
    FATAL,
    FREE,
    KILL,
    NEWER,
    PATHS,
    X32,
    Filter,
    assemble,
)
from tui_tutor.sandbox.inside.syscalls import ARCHITECTURES, NUMBERS, number

MACHINES = tuple(ARCHITECTURES)
PID = 1234


def ask(machine: str, name: str, *arguments: int) -> int:
    at = number(name, machine)
    return ALLOW if at is None else decide(assemble(machine, PID), ARCHITECTURES[machine], at, *arguments)


@pytest.mark.parametrize("machine", MACHINES)
def test_what_computing_needs_is_allowed(machine: str) -> None:
    assert {ask(machine, name) for name in FREE} == {ALLOW}


@pytest.mark.parametrize("machine", MACHINES)
def test_paths_are_denied_as_no_permission(machine: str) -> None:
    named = [name for name in PATHS if number(name, machine) is not None]
    assert {ask(machine, name) for name in named} == {ERROR | errno.EACCES}


@pytest.mark.parametrize("machine", MACHINES)
def test_newer_calls_do_not_exist(machine: str) -> None:
    assert {ask(machine, name) for name in NEWER} == {ERROR | errno.ENOSYS}


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_that_nobody_makes_by_accident_kill(machine: str) -> None:
    named = [name for name in FATAL if number(name, machine) is not None]
    assert {ask(machine, name) for name in named} == {KILL}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("call", ["mmap", "mprotect"])
def test_memory_may_be_written_but_never_executed(machine: str, call: str) -> None:
    assert ask(machine, call, 0, 4096, 3) == ALLOW
    assert ask(machine, call, 0, 4096, 5) == ask(machine, call, 0, 4096, 7) == ERROR | errno.EACCES


@pytest.mark.parametrize("machine", MACHINES)
def test_a_futex_waits_and_wakes_and_nothing_else(machine: str) -> None:
    private, clock = 0x80, 0x100
    for command in range(14):
        expected = ALLOW if command in (0, 1, 9, 10) else ERROR | errno.ENOSYS
        assert ask(machine, "futex", 0, command) == expected
        assert ask(machine, "futex", 0, command | private | clock) == expected


@pytest.mark.parametrize("machine", MACHINES)
def test_memory_advice_is_limited_to_giving_back(machine: str) -> None:
    advised = [advice for advice in range(103) if ask(machine, "madvise", 0, 4096, advice) == ALLOW]
    assert advised == [4, 8, 14, 15]


@pytest.mark.parametrize("machine", MACHINES)
def test_its_own_limits_can_be_read_and_no_limit_set(machine: str) -> None:
    assert ask(machine, "prlimit64", 0, 7, 0, 4096) == ALLOW
    for arguments in ((0, 7, 4096), (0, 7, 1 << 40), (99, 7, 0), (99, 7, 4096)):
        assert ask(machine, "prlimit64", *arguments) == ERROR | errno.EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_it_reads_clocks_and_nobodys_processor_time(machine: str) -> None:
    for call in ("clock_gettime", "clock_getres", "clock_nanosleep"):
        assert {ask(machine, call, clock) for clock in range(12)} == {ALLOW}
        of_a_process, of_a_thread = (~PID << 3 | 2) & 0xFFFFFFFF, (~PID << 3 | 6) & 0xFFFFFFFF
        assert ask(machine, call, of_a_process) == ask(machine, call, of_a_thread) == ERROR | errno.EINVAL


@pytest.mark.parametrize("machine", MACHINES)
def test_it_asks_for_its_own_processors_only(machine: str) -> None:
    assert ask(machine, "sched_getaffinity", 0) == ALLOW
    assert ask(machine, "sched_getaffinity", 1) == ERROR | errno.EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_it_may_abort_itself_and_signal_nobody_else(machine: str) -> None:
    assert ask(machine, "tgkill", PID, PID, 6) == ALLOW
    assert ask(machine, "tgkill", PID + 1, 1, 9) == ask(machine, "tgkill", 1, 1, 9) == ERROR | errno.EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_a_descriptor_cannot_be_given_an_owner(machine: str) -> None:
    allowed = [command for command in range(1100) if ask(machine, "fcntl", 3, command, 1) == ALLOW]
    assert allowed == [1, 2, 3]


@pytest.mark.parametrize("machine", MACHINES)
def test_no_ioctl_not_even_one_with_high_bits(machine: str) -> None:
    tiocsti = 0x5412
    assert (
        ask(machine, "ioctl", 0, tiocsti) == ask(machine, "ioctl", 0, tiocsti + 2**32) == ERROR | errno.ENOTTY
    )


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_dies(machine: str) -> None:
    i386, arm = 0x40000003, 0x40000028
    program = assemble(machine, PID)
    assert {decide(program, foreign, nr) for foreign in (i386, arm, 0) for nr in range(500)} == {KILL}


def test_the_x32_table_dies() -> None:
    program = assemble("x86_64", PID)
    assert {decide(program, ARCHITECTURES["x86_64"], X32 | nr) for nr in range(600)} == {KILL}


@pytest.mark.parametrize("machine", MACHINES)
def test_everything_that_is_not_named_is_refused(machine: str) -> None:
    named = {number(name, machine) for name in NUMBERS}
    program = assemble(machine, PID)
    rest = {decide(program, ARCHITECTURES[machine], nr) for nr in range(1024) if nr not in named}
    assert rest == {ERROR | errno.EPERM, ERROR | errno.ENOSYS}


@pytest.mark.parametrize("machine", MACHINES)
def test_every_jump_lands_inside_the_program(machine: str) -> None:
    program = assemble(machine)
    for at, (code, if_true, if_false, _) in enumerate(program):
        assert code == 0x06 or at + 1 + max(if_true, if_false) < len(program)
        assert max(if_true, if_false) < 256


@pytest.mark.parametrize("machine", MACHINES)
def test_a_child_only_patches_its_number_in(machine: str) -> None:
    first, second = Filter(machine).bytes_for(1), Filter(machine).bytes_for(2)
    assert len(first) == len(second) == 8 * len(assemble(machine))
    assert sum(a != b for a, b in zip(first, second, strict=True)) == 1


@pytest.mark.parametrize(
    ("column", "header"),
    [(0, "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), (1, "/usr/include/asm-generic/unistd.h")],
)
def test_the_numbers_are_those_of_the_kernel_headers(column: int, header: str) -> None:
    if not Path(header).exists():
        pytest.skip(f"no {header} on this machine")
    defined = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text())
    kernel = {name: int(value) for name, value in defined}
    kernel["newfstatat"] = kernel.get("newfstatat", kernel.get("fstatat", 0))
    known = {
        name: pair[column] for name, pair in NUMBERS.items() if pair[column] is not None and name in kernel
    }
    assert known == {name: kernel[name] for name in known}
    assert len(known) > 50
