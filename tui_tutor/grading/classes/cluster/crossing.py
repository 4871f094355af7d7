"""What the grader and a cluster's workers say to each other: frozen records as MessagePack, read with their types."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tui_tutor.course import Exercise
from tui_tutor.grading.classes.records import Mark
from tui_tutor.sandbox import Level

Told = TypeVar("Told", bound=Struct)
SAFEST_FIRST: tuple[Level, ...] = ("sealed", "partial", "open")


class Introduction(Struct, frozen=True):
    """What a mark depends on besides its text: the versions, and how well the sandbox holds. `failed` when it cannot
    be opened at all.
    """

    tutor: str
    python: str
    numpy: str
    level: Level = "open"
    failed: str = ""

    def trouble(self, wanted: "Introduction") -> str:
        """Why a worker like this must not do what is `wanted`; empty when it may. Completes "The worker X ..."."""
        if self.failed:
            return f"cannot open its sandbox: {self.failed}"
        have, need = (f"tutor {one.tutor}, Python {one.python}, numpy {one.numpy}" for one in (self, wanted))
        if have != need:
            return f"has {have}, and here it is {need}: install the same there"
        if SAFEST_FIRST.index(self.level) > SAFEST_FIRST.index(wanted.level):
            return f"has a sandbox that is only {self.level}"
        return ""


class Work(Struct, frozen=True):
    """A batch without names. `wanted` is what its worker has to be like."""

    wanted: Introduction
    seed: int
    exercise: Exercise
    sources: tuple[str, ...]


class Done(Struct, frozen=True):
    """Marks in the order of the texts, or why the worker did not take them."""

    marks: tuple[Mark, ...] = ()
    refused: str = ""


def needed(exercise: Exercise) -> Exercise:
    """What marking needs of an exercise; what it only tells the learner stays here."""
    return msgspec.structs.replace(exercise, task="", hints=(), afterwards="")


def packed(record: Struct) -> bytes:
    """A record as bytes. Of a path only the name goes."""
    return msgspec.msgpack.encode(record, enc_hook=_name_only)


def unpacked(data: bytes, type_: type[Told]) -> Told:
    """The record again. Raises msgspec.MsgspecError for anything else."""
    return msgspec.msgpack.decode(data, type=type_, dec_hook=_as_path)


def _name_only(value: Any) -> str:
    if isinstance(value, Path):
        return value.name
    raise NotImplementedError(f"{type(value).__name__} does not cross")


def _as_path(type_: type, value: Any) -> Path:
    if type_ is Path and isinstance(value, str):
        return Path(value)
    raise NotImplementedError(f"{type_.__name__} does not cross")
