"""Where formulas stand in running text: `$$...$$` over several lines, `$...$` within a paragraph; prices are none."""

import re
from collections.abc import Callable

# A line feed inside a paragraph: neither an empty line nor a list, a heading, a quotation, a table or a fence follows.
_BREAK = r"\n(?![ \t]*(?:\n|$|[-*+][ \t]|\d+[.)][ \t]|[|>#]|```|~~~))"
_DISPLAY = r"(?<!\\)\$\$([\s\S]+?)(?<!\\)\$\$"
_INLINE = rf"(?<![\\$\d])\$(?![\s$])((?:\\[^\n]|[^$\\\n]|{_BREAK})+?)(?<!\s)\$(?!\d)"
_FENCE = r"(?m:^ {0,3}(?P<fence>`{3,}|~{3,}).*\n[\s\S]*?^ {0,3}(?P=fence))"
_SPAN = r"(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S]){1,9999}?(?<!`)(?P=ticks)(?!`)"
_CODE = f"{_FENCE}|{_SPAN}"
_ESCAPED = r"\\."  # with what it escapes, so that a backtick after it opens no code

CODE = re.compile(_CODE)
FORMULA = re.compile(f"{_DISPLAY}|{_INLINE}")
_EITHER = re.compile(f"{_ESCAPED}|{_CODE}|(?P<display>{_DISPLAY})|(?P<inline>{_INLINE})")


def with_formulas(text: str, change: Callable[[str], str]) -> str:
    """The text with `change` made to the TeX of every formula; what stands in code is none."""
    return _EITHER.sub(lambda found: change(tex) if (tex := _tex(found)) else found[0], text)


def formulas(text: str) -> list[tuple[int, str]]:
    """The TeX of every formula, with where it begins."""
    return [(found.start(), tex) for found in _EITHER.finditer(text) if (tex := _tex(found))]


def _tex(found: re.Match[str]) -> str:
    """What stands between the dollars; nothing for code."""
    display, inline = found["display"], found["inline"]
    return (display[2:-2] if display else inline[1:-1] if inline else "").strip()
