"""An entry of the history as styled text: when, how it ended, why; and which entry one is compared with."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.verdict_text import sign_of_end
from tui_tutor.progress.history import Entry


def head_of(entry: Entry, now: datetime, glyphs: Glyphs) -> Content:
    """Number, time, and how the check ended."""
    changed = "   the exercise has changed since" if entry.changed else ""
    if entry.outcome is None:
        ended = Content.styled("kept draft", "dim")
    else:
        glyph, word, style = sign_of_end(entry.outcome, entry.verdict, glyphs)
        ended = Content.styled(f"{glyph} {word}", style)
    return Content.assemble(
        (str(entry.number), "bold"), f"  {spoken_time(entry.when, now):<16}  ", ended, (changed, "dim")
    )


def row_of(entry: Entry, now: datetime, glyphs: Glyphs, *, marked: bool) -> Content:
    """The two lines of a list: the head, and below it the reason."""
    mark = Content.styled("   marked: compared with this", "$text-accent") if marked else Content("")
    indent = " " * (4 - len(str(entry.number)))
    return Content.assemble(indent, head_of(entry, now, glyphs), mark, (f"\n      {entry.reason}", "dim"))


def spoken_time(when: datetime, now: datetime) -> str:
    """Where the clock on the wall stood: today's time alone, otherwise with the date."""
    local = when.astimezone()
    same_day = local.date() == now.astimezone().date()
    return f"today {local:%H:%M}" if same_day else f"{local:%Y-%m-%d %H:%M}"


def base_of(entries: Sequence[Entry], entry: Entry, marked: int | None) -> Entry | None:
    """What an entry is compared with: the marked one, otherwise the one before it in time, if there is one."""
    number = marked if marked not in (None, entry.number) else entry.number - 1
    return next((one for one in entries if one.number == number), None)


def words_above(entries: Sequence[Entry], *, code: bool) -> str:
    """What stands above the list."""
    if not entries:
        return "Nothing was tried here yet. What you check is remembered, and can be looked at and restored."
    count = "1 text" if len(entries) == 1 else f"{len(entries)} texts"
    keys = "m marks one to compare with; s compares with the solution." if code else ""
    return f"{count}, the newest first. {keys}".rstrip()
