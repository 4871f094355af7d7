"""The signs on screen, in Unicode and in ASCII. A sign never stands without its word."""

from collections.abc import Mapping

from msgspec import Struct


class Glyphs(Struct, frozen=True):
    """One cell each, so that columns stay columns."""

    correct: str
    wrong: str
    undecided: str
    stopped: str
    fault: str
    cancelled: str
    busy: str
    open: str
    started: str
    seen: str
    changed: str
    due: str
    small: str
    middle: str
    full: str
    half: str
    empty: str
    knob: str
    ascii: bool


UNICODE = Glyphs(
    correct="✓",
    wrong="✗",
    undecided="?",
    stopped="!",
    fault="‼",
    cancelled="–",
    busy="…",
    open="○",
    started="▶",
    seen="◇",
    changed="↻",
    due="◔",
    small="·",
    middle="~",
    full="━",
    half="╸",
    empty="─",
    knob="●",
    ascii=False,
)

ASCII = Glyphs(
    correct="+",
    wrong="x",
    undecided="?",
    stopped="!",
    fault="#",
    cancelled="-",
    busy=".",
    open="o",
    started=">",
    seen="s",
    changed="%",
    due="@",
    small=".",
    middle="~",
    full="#",
    half="#",
    empty="-",
    knob="O",
    ascii=True,
)


def glyphs_for(environ: Mapping[str, str], encoding: str | None) -> Glyphs:
    """ASCII when it is asked for (`TUTOR_ASCII`), or when the terminal's encoding is not UTF-8."""
    if environ.get("TUTOR_ASCII", "") not in ("", "0"):
        return ASCII
    return UNICODE if (encoding or "").lower().replace("-", "").replace("_", "") == "utf8" else ASCII


def progress_bar(glyphs: Glyphs, done: int, total: int, width: int) -> tuple[str, str]:
    """The full and the empty part of a bar of `width` cells."""
    full = 0 if total == 0 else round(width * done / total)
    if 0 < done < total:
        full = min(max(full, 1), width - 1)
    return glyphs.full * full, glyphs.empty * (width - full)
