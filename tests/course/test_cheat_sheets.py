"""A lesson's cheat sheet is what its author has marked in the lesson and in its exercises."""

from pathlib import Path

import pytest

from tests.course.building import CODE, LESSON, course, edited, fit
from tui_tutor.course import load_lesson, open_course
from tui_tutor.course.sheets import Entry, Sheet, load_sheet

MARKED = f"""{LESSON}
<!-- sheet: The line -->
$$
\\hat y = XW
$$

## A step

Text before.

<!-- sheet: Letters -->

| | shape |
|---|---|
| `X` | (n, d) |

<!-- sheet: The habit -->
Derive, write, check.
Both lines belong to it.

This does not.

<!-- sheet: The call -->
```python
print(1)

# <!-- sheet: not a mark -->
```
"""
CAUGHT = edited(
    CODE, "Every entry is half", "<!-- sheet: half of it: the 2 of the square -->\nEvery entry is half"
)


def sheet(folder: Path, lesson: str = MARKED, code: str = CAUGHT) -> Sheet:
    found = course(folder, lesson=lesson, code=code)
    return load_sheet(found, found.lessons[0])


def test_a_mark_puts_the_block_below_it_on_the_sheet(tmp_path: Path) -> None:
    assert [(entry.caption, entry.text) for entry in sheet(tmp_path).entries] == [
        ("The line", "$$\n\\hat y = XW\n$$"),
        ("Letters", "| | shape |\n|---|---|\n| `X` | (n, d) |"),
        ("The habit", "Derive, write, check.\nBoth lines belong to it."),
        ("The call", "```python\nprint(1)\n\n# <!-- sheet: not a mark -->\n```"),
    ]


def test_in_a_mistake_a_mark_is_a_line_of_its_own(tmp_path: Path) -> None:
    (mistake,) = sheet(tmp_path).mistakes
    line = CAUGHT[: CAUGHT.index("<!-- sheet")].count("\n") + 1
    assert mistake == Entry("half of it: the 2 of the square", None, line, "fit")


def test_readers_see_no_mark(tmp_path: Path) -> None:
    found = course(tmp_path, lesson=MARKED, code=CAUGHT)
    text = "".join(step.text for step in load_lesson(found, "lines").steps)
    assert "sheet: The" not in text
    assert "\\hat y = XW" in text
    assert "# <!-- sheet: not a mark -->" in text
    (mistake,) = fit(tmp_path, code=CAUGHT).mistakes
    assert mistake.message == "Every entry is half of the numerical one. What does a square bring?"


def test_a_sheet_is_markdown_like_a_lesson(tmp_path: Path) -> None:
    text = sheet(tmp_path).markdown
    assert text.startswith("**The line**\n\n$$\n\\hat y = XW\n$$\n\n**Letters**")
    assert text.endswith("### Typical mistakes\n\n- half of it: the 2 of the square (`fit`)")


def test_a_lesson_without_marks_has_none(tmp_path: Path) -> None:
    assert sheet(tmp_path, LESSON, CODE).is_empty


@pytest.mark.parametrize("number", range(1, 10))
def test_the_first_nine_lessons_have_a_sheet_of_formulas_and_mistakes(number: int) -> None:
    shipped = open_course()
    lesson = shipped.lesson(str(number))
    assert lesson is not None
    found = load_sheet(shipped, lesson)
    assert len(found.entries) >= 5
    assert len(found.mistakes) >= 5
