"""What may be a name: ids of exercises and lessons, Python names, and the known name nearest to a typo."""

import keyword
import re
from collections.abc import Iterable

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MISTAKE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")

ID_RULE = "lower-case letters and digits, with single hyphens between words"


def is_id(text: str) -> bool:
    """Whether this can be the id of a course, a lesson, an exercise or a choice: at most 80 characters."""
    return len(text) <= 80 and _ID.fullmatch(text) is not None


def is_mistake_name(text: str) -> bool:
    """Whether this can name a mistake: like an id, with capitals, because `W` and `b` are parameters."""
    return _MISTAKE.fullmatch(text) is not None


def is_python_name(text: str) -> bool:
    """Whether this can be the name of a function, a parameter or an array."""
    return text.isidentifier() and not keyword.iskeyword(text)


def nearest(word: str, known: Iterable[str]) -> str:
    """' Did you mean "epochs"?' when a known name is close to the word, else the list of known names."""
    import difflib  # for errors only

    names = sorted(known)

    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"Known here: {', '.join(names)}." if names else ""
