"""File names of a learning platform: `{student}_{number}_{exercise}.py` says who wrote what."""

import re

from msgspec import Struct

LONGEST_PATTERN = 200
_PLACES = re.compile(r"\{(\w*)\}|(\*)")
_MEANS = {
    "student": "(?P<student>[^/]+)",
    "exercise": "(?P<exercise>[^/]+)",
    "number": "[0-9]+",
    "attempt": "(?P<attempt>[0-9]{1,6})",
    "*": "[^/]*",
}

_MOST = {
    "student": 1,
    "exercise": 1,
    "attempt": 1,
    "number": 3,
    "*": 2,
}  # more would make matching a hostile name slow


class PatternError(ValueError):
    """A pattern that cannot be used; one sentence for the person who wrote it."""


class Pattern(Struct, frozen=True):
    """A compiled pattern. With a `/` in it, it speaks about the whole path under the named folder."""

    text: str
    expression: str

    def match(self, parts: tuple[str, ...]) -> dict[str, str] | None:
        """`student`, `exercise` and `attempt` as far as the pattern names them; None when the path is another one."""
        subject = "/".join(parts) if "/" in self.text else parts[-1]
        found = re.fullmatch(self.expression, subject)
        return None if found is None else found.groupdict()


def compile_pattern(text: str, exercises: tuple[str, ...], *, exercise_is_known: bool) -> Pattern:
    """From the text of `--pattern`.

    `{student}` and `{exercise}` are what is looked for, `{attempt}` counts a student's files for one exercise,
    `{number}` is digits, `*` anything; none of them reaches over a `/`. Where a name can be split in two ways the
    student's name is the longer one, and an exercise of the course (`exercises`) is preferred to an unknown one.
    Raises PatternError.
    """
    if len(text) > LONGEST_PATTERN:
        raise PatternError(f"A pattern has at most {LONGEST_PATTERN} characters.")
    seen: list[str] = []
    expression, end = "", 0
    for place in _PLACES.finditer(text):
        name = place[1] if place[2] is None else "*"
        if name not in _MEANS or seen.count(name) >= _MOST[name]:
            raise PatternError(
                f"{place[0]} cannot stand there: a pattern has {{student}}, {{exercise}} and {{attempt}} once, "
                f"{{number}} at most {_MOST['number']} times and * at most {_MOST['*']} times."
            )
        if seen and place.start() == end:
            raise PatternError(f"Something must stand before {place[0]}, or nobody knows where it begins.")
        seen.append(name)
        expression += re.escape(text[end : place.start()]) + _meaning(name, exercises)
        end = place.end()
    if "student" not in seen:
        raise PatternError("A pattern needs {student}: whose file is it?")
    if "exercise" not in seen and not exercise_is_known:
        raise PatternError("A pattern needs {exercise}, or say which one it is with --exercise.")
    return Pattern(text, expression + re.escape(text[end:]))


def _meaning(name: str, exercises: tuple[str, ...]) -> str:
    if name != "exercise":
        return _MEANS[name]
    known = "|".join(re.escape(one) for one in sorted(exercises, key=len, reverse=True))
    return f"(?P<exercise>{known}|[a-z0-9]+(?:-[a-z0-9]+)*)" if known else _MEANS["exercise"]
