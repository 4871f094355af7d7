"""A classic-BPF machine in a few lines: what would the kernel answer? Makes the policy testable anywhere."""

import struct

from tui_tutor.sandbox.inside.filter import AND, ANY_BIT, AT_LEAST, EQUAL, LOAD, RETURN, Instruction


def decide(program: list[Instruction], architecture: int, number: int, *arguments: int) -> int:
    """The SECCOMP_RET value for one system call."""
    padded = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, architecture, 0, *[a & (2**64 - 1) for a in padded])
    at = accumulator = 0
    while True:
        code, if_true, if_false, constant = program[at]
        at += 1
        if code == LOAD:
            accumulator = struct.unpack_from("<I", data, constant)[0]
        elif code == AND:
            accumulator &= constant
        elif code == EQUAL:
            at += if_true if accumulator == constant else if_false
        elif code == AT_LEAST:
            at += if_true if accumulator >= constant else if_false
        elif code == ANY_BIT:
            at += if_true if accumulator & constant else if_false
        elif code == RETURN:
            return constant
        else:
            raise AssertionError(f"unknown instruction {code:#x}")
