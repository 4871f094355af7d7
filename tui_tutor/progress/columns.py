"""How Python values lie in the columns of the file.

A learner's text is a BLOB of UTF-8 with `surrogatepass`: a paste may hold lone surrogates, which plain
UTF-8 cannot carry, and what was typed has to come back as it was. Times are ISO 8601 in UTC with
microseconds, so that their order as text is their order in time. Ids are plain TEXT: they come from names
that a course has validated.
"""

from datetime import UTC, datetime


def stored_text(text: str) -> bytes:
    """Any str, lone surrogates included, as bytes."""
    return text.encode("utf-8", "surrogatepass")


def restored_text(data: bytes) -> str:
    """Inverse of `stored_text`."""
    return data.decode("utf-8", "surrogatepass")


def stored_time(when: datetime | None = None) -> str:
    """A time (None: now; naive: local) as a sortable string."""
    moment = datetime.now(UTC) if when is None else when.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


def restored_time(text: str) -> datetime:
    """Inverse of `stored_time`."""
    return datetime.fromisoformat(text)
