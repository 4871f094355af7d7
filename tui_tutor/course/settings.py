"""What may stand in course.toml and in front matter, as typed records: keys, types, defaults."""

from typing import Annotated

from msgspec import Meta, Struct

from tui_tutor.course.types import Choice, Curve, Explore, Kind, Limit, Number

Level = Annotated[int, Meta(ge=1, le=3)]
Positive = Annotated[float, Meta(gt=0, le=1e300)]
Points = Annotated[float, Meta(ge=0, le=1e300)]


class CourseSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """`course.toml`."""

    id: str
    title: str
    version: str
    doors: tuple[str, ...] = ()
    placement: tuple[str, ...] = ()


class LessonSettings(Struct, frozen=True):
    """The front matter of `lesson.md`; other keys are kept beside it."""

    title: str
    summary: str = ""
    exercises: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()


class SummarySettings(Struct, frozen=True):
    """What a list of exercises needs of an exercise's front matter."""

    title: str
    kind: Kind
    level: Level
    aliases: tuple[str, ...] = ()
    points: Points = 1.0


class ExerciseSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The front matter of an exercise."""

    title: str
    kind: Kind
    level: Level
    function: str = ""
    h: Positive = 1e-4
    points: Points = 1.0
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    intermediates: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    limits: Limit = Limit()
    curve: Curve | None = None
    choices: tuple[Choice, ...] = ()
    number: Number | None = None
    explore: Explore | None = None
