"""Where formulas stand in running text: `$$...$$` over several lines, `$...$` within a paragraph; prices are none."""

import re
from collections.abc import Callable

# A line feed inside a paragraph: neither an empty line nor a list, a heading, a quotation, a table or a fence follows.
_BREAK = r"\n(?![ \t]*(?:\n|$|[-*+][ \t]|\d+[.)][ \t]|[|>#]|```|~~~))"
_DISPLAY = r"(?<!\\)\$\$(.+?)(?<!\\)\$\$"
_INLINE = rf"(?<![\\$\d])\$(?![\s$])((?:\\[^\n]|[^$\\\n]|{_BREAK})+?)(?<!\s)\$(?!\d)"
_CODE = r"(?<!`)(?P<ticks>`+)(?!`)[\s\S]{1,9999}?(?<!`)(?P=ticks)(?!`)"

CODE = re.compile(_CODE)
FORMULA = re.compile(f"{_DISPLAY}|{_INLINE}", re.DOTALL)
_EITHER = re.compile(f"{_CODE}|{_DISPLAY}|{_INLINE}", re.DOTALL)


def with_formulas(text: str, change: Callable[[str], str]) -> str:
    """The text with `change` made to the TeX of every formula; what stands in code is none."""
    return _EITHER.sub(lambda found: change(tex.strip()) if (tex := found[2] or found[3]) else found[0], text)


def formulas(text: str) -> list[tuple[int, str]]:
    """The TeX of every formula, with where it begins."""
    return [(found.start(), tex.strip()) for found in _EITHER.finditer(text) if (tex := found[2] or found[3])]
