"""What was tried at one exercise, in the order of time: every attempt, and every text that gave way to another."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec import Struct

from tui_tutor.progress.records import Attempt, OldDraft, Reason
from tui_tutor.report import Outcome, Report, Verdict, decode, reason, what_changed

UNREADABLE = "Its report cannot be read any more."

_KEPT: dict[Reason, str] = {
    "reset": "another text took its place",
    "conflict": "a second tutor was open",
    "replaced": "from an earlier session",
}


class Entry(Struct, frozen=True):
    """One text of the learner's, numbered from 1, the oldest first.

    A check has an `outcome`, and a `report` unless a foreign file brought one in that cannot be read; a draft
    that was only kept has neither. `reason` is one line. `changed`: the exercise is no longer the one that was
    checked, so its report speaks of other data.
    """

    number: int
    when: datetime
    source: str
    reason: str
    outcome: Outcome | None = None
    verdict: Verdict | None = None
    report: Report | None = None
    changed: bool = False


def history(attempts: Iterable[Attempt], kept: Iterable[OldDraft], digest: str) -> tuple[Entry, ...]:
    """Both in the order of time. `digest` is the exercise's of today.

    A kept draft whose text was checked, or is kept already, adds nothing and is left out.
    """
    entries = [_checked(attempt, digest) for attempt in attempts]
    known = {entry.source for entry in entries}
    for draft in kept:
        if draft.text not in known:
            known.add(draft.text)
            entries.append(Entry(0, draft.when, draft.text, _KEPT[draft.reason]))
    entries.sort(key=lambda entry: entry.when)
    return tuple(msgspec.structs.replace(entry, number=at) for at, entry in enumerate(entries, 1))


def since(last: Attempt | None, digest: str, source: str, report: Report) -> str | None:
    """What changed from the last attempt to this report; None where the two cannot be compared, or nothing did.

    The same text again has changed nothing; another version of the exercise has other data.
    """
    if last is None or last.digest != digest or last.source == source:
        return None
    before = _report_of(last)
    return what_changed(before, report) if before else None


def _checked(attempt: Attempt, digest: str) -> Entry:
    report = _report_of(attempt)
    return Entry(
        0,
        attempt.when,
        attempt.source,
        reason(report) if report else UNREADABLE,
        attempt.outcome,
        attempt.verdict,
        report,
        attempt.digest != digest,
    )


def _report_of(attempt: Attempt) -> Report | None:
    """None for what a foreign file brought in and is no report."""
    try:
        return decode(attempt.report)
    except msgspec.DecodeError:
        return None
