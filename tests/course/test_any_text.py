"""Whatever an author, or a stranger, has written: the parsers answer with a record or a CourseError."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui_tutor.course import CourseError, open_article
from tui_tutor.course.anatomy import take_apart
from tui_tutor.course.changes import apply_diff
from tui_tutor.course.consistency import check_settings
from tui_tutor.course.exercises import read_exercise
from tui_tutor.course.frontmatter import split, typed
from tui_tutor.course.problem import read_problem
from tui_tutor.course.prose import read_prose
from tui_tutor.course.settings import ExerciseSettings
from tui_tutor.course.texts import steps

from .building import CODE, PYTHON, QUESTION

FILE = Path("here.md")

_TOML = """\
+++
title = 't'
title = 3
kind = 'gradient'
kind = 'predict'
level = 1
level = nan
[curve]
rate = inf
[[choices]]
id = 'a'
x = [
'''
"
a.b = 1
d = 2024-01-01
[limits]
wall = 1e400
= =
\\
\x00
é"""

_BODY = """\
+++
## Hint
## Hint 2
## Hint place
## Hint 3 concept
## Mistake a
## Mistake
## Afterwards
## Hints
##
```
```python starter
```diff
```python
~~~
-x
+x
 x
@@
text

    ```
# ##
\t## Hint"""

_PYTHON = """\
import os
from x import *
@given
@a.b(c)
def use(function, draw):
    pass
A = B = 1
A: int = f(A)
(
\\
\f
x = '''
class A: pass
async def f(): pass
lambda: 0
def f(*, a, **k): return a;
match x:
    case {**r}: r
  é = 1"""

TOML = st.sampled_from(_TOML.split("\n"))
BODY = st.sampled_from(_BODY.split("\n"))
CODE_LINES = st.sampled_from([*PYTHON.split("\n"), *_PYTHON.split("\n")])


def mixed(lines: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Texts of telling lines in any order, with some lines of anything."""
    anything = st.text(st.characters(exclude_characters="\n"), max_size=12)
    return st.lists(st.one_of(lines, lines, lines, anything), max_size=14).map("\n".join)


def survives(read: Callable[[], object]) -> None:
    with suppress(CourseError):
        read()


@given(mixed(st.one_of(TOML, BODY)))
def test_any_front_matter(text: str) -> None:
    def read() -> None:
        front = split(FILE, f"+++\n{text}\n+++\n")
        check_settings(front, typed(front, ExerciseSettings))

    survives(read)
    survives(lambda: split(FILE, text, top_only=True))


@given(mixed(BODY))
def test_any_body(text: str) -> None:
    survives(lambda: read_prose(split(FILE, text)))
    assert isinstance(steps(text, "title"), tuple)


@given(mixed(BODY), mixed(CODE_LINES))
def test_any_diff(diff: str, solution: str) -> None:
    survives(lambda: apply_diff(diff, solution, FILE, 1))


@given(mixed(CODE_LINES))
def test_any_problem(text: str) -> None:
    def read() -> None:
        read_problem(take_apart(FILE, text), "gradients", question=False)

    survives(read)
    survives(lambda: read_problem(take_apart(FILE, text), "", question=True))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_any_spoiled_exercise(tmp_path: Path, data: st.DataObject) -> None:
    """A good exercise with some lines lost, doubled or replaced."""

    def spoil(text: str, lines: st.SearchStrategy[str]) -> str:
        rows = text.split("\n")
        for _ in range(data.draw(st.integers(0, 3))):
            at = data.draw(st.integers(0, len(rows) - 1))
            rows[at : at + 1] = data.draw(st.sampled_from([[], [rows[at]] * 2, [data.draw(lines)]]))
        return "\n".join(rows)

    code = data.draw(st.sampled_from([CODE, QUESTION]))
    (tmp_path / "x.md").write_text(spoil(code, st.one_of(TOML, BODY)), encoding="utf-8", errors="replace")
    (tmp_path / "x.py").write_text(spoil(PYTHON, CODE_LINES), encoding="utf-8", errors="replace")
    survives(lambda: read_exercise(tmp_path / "x.md", "lesson"))


@pytest.mark.parametrize(
    "text",
    [
        "+++\na = " + "[" * 5000 + "\n+++\n",
        "+++\na = " + "1" * 5000 + "\n+++\n",
        "+++\n" + "a." * 3000 + "b = 1\n+++\n",
        "#" + " " * 50_000 + "#",
        "`" * 50_000,
    ],
)
def test_a_hostile_article_is_refused_or_shown(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    survives(lambda: open_article(tmp_path / "a.md"))


@pytest.mark.parametrize("text", ["(" * 10_000, "-" * 50_000 + "1", "\0", "1" * 5000, "a" + ".a" * 20_000])
def test_a_hostile_problem_is_refused(text: str) -> None:
    with pytest.raises(CourseError):
        take_apart(FILE, text)
