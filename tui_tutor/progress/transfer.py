"""Progress as one JSON file, to be moved between machines and merged there.

Merging never loses and never overwrites what is newer: attempts and old drafts are added once, of two drafts
the newer one becomes current and the other an old draft, hints keep the higher count, a solution its first
sight, the place and each setting their latest value; a hunt that ended stays ended. Merging the same file twice
changes nothing.
"""

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from tui_tutor.progress import drafts, hunts
from tui_tutor.progress.columns import restored_text, restored_time, stored_text, stored_time
from tui_tutor.progress.records import Ending, Hunt, Merged, Reason
from tui_tutor.report import Outcome, Verdict

E = TypeVar("E", bound=Struct)
Time = Annotated[datetime, Meta(tz=True)]
Count = Annotated[int, Meta(ge=0, lt=2**31)]


class DraftEntry(Struct, frozen=True):
    """A row of `drafts`."""

    course: str
    exercise: str
    when: Time
    revision: Count
    text: str


class OldDraftEntry(Struct, frozen=True):
    """A row of `old_drafts`."""

    course: str
    exercise: str
    when: Time
    revision: Count
    reason: Reason
    text: str


class AttemptEntry(Struct, frozen=True):
    """A row of `attempts`. `report` is JSON as text."""

    course: str
    exercise: str
    when: Time
    digest: str
    outcome: Outcome
    verdict: Verdict | None
    source: str
    report: str


class HintEntry(Struct, frozen=True):
    """A row of `hints`."""

    course: str
    exercise: str
    when: Time
    shown: Count


class MarkEntry(Struct, frozen=True):
    """A row of `solutions` or of `places`."""

    course: str
    exercise: str
    when: Time


class HuntEntry(Struct, frozen=True):
    """A row of `hunts`."""

    course: str
    exercise: str
    when: Time
    level: Count
    seed: Count
    runs: Count
    ending: Ending | None
    planted: str
    text: str


class SettingEntry(Struct, frozen=True):
    """A row of `settings`."""

    name: str
    when: Time
    value: Any


class Progress(Struct, frozen=True):
    """The whole file. `format` changes when an older tutor could no longer read it."""

    format: Literal[1]
    drafts: tuple[DraftEntry, ...] = ()
    old_drafts: tuple[OldDraftEntry, ...] = ()
    attempts: tuple[AttemptEntry, ...] = ()
    hints: tuple[HintEntry, ...] = ()
    solutions: tuple[MarkEntry, ...] = ()
    places: tuple[MarkEntry, ...] = ()
    settings: tuple[SettingEntry, ...] = ()
    hunts: tuple[HuntEntry, ...] = ()


def encode(progress: Progress) -> bytes:
    """The file. ASCII, because JSON's escapes carry the lone surrogates that UTF-8 cannot."""
    return json.dumps(msgspec.to_builtins(progress), indent=1).encode("ascii")


def decode(data: bytes) -> Progress:
    """Inverse of `encode`. Raises ValueError (msgspec.ValidationError is one) for anything else."""
    return msgspec.convert(json.loads(data), Progress)


def collect(database: sqlite3.Connection) -> Progress:
    """Everything that is remembered."""
    return Progress(
        format=1,
        drafts=_entries(database, "drafts", DraftEntry),
        old_drafts=_entries(database, "old_drafts", OldDraftEntry),
        attempts=_entries(database, "attempts", AttemptEntry),
        hints=_entries(database, "hints", HintEntry),
        solutions=_entries(database, "solutions", MarkEntry),
        places=_entries(database, "places", MarkEntry),
        settings=_entries(database, "settings", SettingEntry),
        hunts=_entries(database, "hunts", HuntEntry),
    )


def merge(database: sqlite3.Connection, session: str, progress: Progress) -> Merged:
    """Add what is not here yet; returns how many attempts and current drafts came in."""
    before = _attempts(database)
    for attempt in progress.attempts:
        _merge_attempt(database, attempt)
    for old in progress.old_drafts:
        drafts.keep_old(
            database, session, old.course, old.exercise, old.text, old.revision, old.when, old.reason
        )
    taken = sum(
        drafts.merge(database, session, draft.course, draft.exercise, draft.text, draft.revision, draft.when)
        for draft in progress.drafts
    )
    for hunt in progress.hunts:
        hunts.merge(database, hunt.course, _hunt(hunt))
    _merge_marks(database, progress)
    return Merged(_attempts(database) - before, taken)


# How a column becomes the field of an entry, where it is not taken as it is.
_RESTORED: dict[str, Callable[[Any], Any]] = {
    "when": restored_time,
    "text": restored_text,
    "planted": restored_text,
    "source": restored_text,
    "report": lambda report: report.decode("utf-8", "surrogateescape"),
    "value": json.loads,
}


def _entries(database: sqlite3.Connection, table: str, entry: type[E]) -> tuple[E, ...]:
    fields = entry.__struct_fields__
    columns = ", ".join("moment" if field == "when" else field for field in fields)
    return tuple(
        entry(*(_RESTORED.get(field, _same)(value) for field, value in zip(fields, row, strict=True)))
        for row in database.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")
    )


def _same(value: Any) -> Any:
    return value


def _attempts(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT count(*) FROM attempts").fetchone()[0])


def _merge_attempt(database: sqlite3.Connection, attempt: AttemptEntry) -> None:
    database.execute(
        """INSERT INTO attempts (course, exercise, moment, digest, outcome, verdict, source, report)
        SELECT :course, :exercise, :moment, :digest, :outcome, :verdict, :source, :report
        WHERE NOT EXISTS (SELECT 1 FROM attempts WHERE course = :course AND exercise = :exercise
            AND moment = :moment AND digest = :digest AND outcome = :outcome AND source = :source)""",
        {
            "course": attempt.course,
            "exercise": attempt.exercise,
            "moment": stored_time(attempt.when),
            "digest": attempt.digest,
            "outcome": attempt.outcome,
            "verdict": attempt.verdict,
            "source": stored_text(attempt.source),
            "report": attempt.report.encode("utf-8", "surrogateescape"),
        },
    )


def _hunt(entry: HuntEntry) -> Hunt:
    return Hunt(
        entry.exercise,
        entry.when,
        entry.level,
        entry.seed,
        entry.planted,
        entry.text,
        entry.runs,
        entry.ending,
    )


def _merge_marks(database: sqlite3.Connection, progress: Progress) -> None:
    database.executemany(
        "INSERT INTO hints (course, exercise, shown, moment) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
        " SET shown = excluded.shown, moment = excluded.moment WHERE excluded.shown > shown",
        [(hint.course, hint.exercise, hint.shown, stored_time(hint.when)) for hint in progress.hints],
    )
    database.executemany(
        "INSERT INTO solutions (course, exercise, moment) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
        " SET moment = min(moment, excluded.moment)",
        [(seen.course, seen.exercise, stored_time(seen.when)) for seen in progress.solutions],
    )
    database.executemany(
        "INSERT INTO places (course, exercise, moment) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
        " SET exercise = excluded.exercise, moment = excluded.moment WHERE excluded.moment > moment",
        [(place.course, place.exercise, stored_time(place.when)) for place in progress.places],
    )
    database.executemany(
        "INSERT INTO settings (name, value, moment) VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
        " SET value = excluded.value, moment = excluded.moment WHERE excluded.moment > moment",
        [(entry.name, json.dumps(entry.value), stored_time(entry.when)) for entry in progress.settings],
    )
