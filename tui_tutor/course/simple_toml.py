"""The simplest TOML, read without a parser, because a list of a hundred exercises reads a hundred of them.

Bare keys with a text, a number, a truth value or a list of texts; empty lines and lines of comment. Whatever else there
is, an escape or a comment behind a value, is left to `tomllib`: what is read here means the same to it.
"""

import re
from typing import Any

_TEXT = r'"[^"\\\x00-\x08\x0a-\x1f\x7f]*"'
_GAP = r"[ \t\n]*"
_LINE = re.compile(
    rf"""[ \t]*(?:\#[^\x00-\x08\x0a-\x1f\x7f]*)?(?:\n|\Z)
    |[ \t]*(?P<key>[A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:
        (?P<text>{_TEXT})
        |(?P<number>-?(?:0|[1-9][0-9]{{0,17}})(?P<rest>\.[0-9]+)?(?P<power>[eE][+-]?[0-9]{{1,3}})?)
        |(?P<truth>true|false)
        |\[{_GAP}(?P<list>(?:{_TEXT}{_GAP}(?:,{_GAP}{_TEXT}{_GAP})*,?)?){_GAP}\]
    )[ \t]*(?:\n|\Z)""",
    re.VERBOSE,
)
_ITEM = re.compile(_TEXT)


def simple(source: str) -> dict[str, Any] | None:
    """What the source says; None when it is not that simple, or says something twice."""
    data: dict[str, Any] = {}
    at = 0
    while at < len(source):
        line = _LINE.match(source, at)
        if line is None or line.end() == at:
            return None
        key = line["key"]
        if key is not None:
            if key in data:
                return None
            data[key] = _value(line)
        at = line.end()
    return data


def _value(line: re.Match[str]) -> Any:
    if line["text"] is not None:
        return line["text"][1:-1]
    if line["number"] is not None:
        return float(line["number"]) if line["rest"] or line["power"] else int(line["number"])
    if line["truth"] is not None:
        return line["truth"] == "true"
    return [item[1:-1] for item in _ITEM.findall(line["list"])]
