"""The body of an exercise's `ID.md`: task, starter, hints, mistakes, afterwards."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tui_tutor.course.frontmatter import FrontMatter
from tui_tutor.course.ladder import RUNGS
from tui_tutor.course.markdown import Fence, Section, fences, sections, shown, unwrapped
from tui_tutor.course.names import is_mistake_name, nearest
from tui_tutor.course.types import CourseError, Hint, Rung

STARTER = ("python", "starter")
SECTIONS = ("Hint", "Mistake", "Afterwards")

_SECTION = re.compile(
    r"(?P<hint>Hint)(?: +(?P<number>\d+))?(?: +(?P<rung>\S.*))?$"
    r"|(?P<mistake>Mistake)(?: +(?P<name>\S.*))?$"
    r"|(?P<afterwards>Afterwards)$"
)


class Change(Struct, frozen=True):
    """How a mistake differs from the solution: a diff of it, or a whole function instead of it.

    `line` is the file's line of the first line of `text`, `heading` that of the mistake's heading.
    """

    name: str
    message: str
    form: Literal["diff", "python"]
    text: str
    line: int
    heading: int


class Prose(Struct, frozen=True):
    """What an exercise says, as the author wrote it."""

    task: str
    starter: str
    starter_line: int
    hints: tuple[Hint, ...]
    hint_lines: tuple[int, ...]
    changes: tuple[Change, ...]
    afterwards: str


class _Reader(Struct, frozen=True):
    """A file and the line before its body, so that lines of the body become lines of the file."""

    file: Path
    before: int

    def error(self, line: int, problem: str) -> CourseError:
        return CourseError(self.file, problem, self.before + line)


def read_prose(front: FrontMatter) -> Prose:
    """Take the body of an exercise apart. Raises CourseError with the line of what is wrong."""
    reader = _Reader(front.file, front.body_line - 1)
    _all_closed(reader, front.body)
    task_lines, parts = _parts(reader, front.body)
    task, starter, starter_line = _task(reader, task_lines)
    hints: list[Hint] = []
    hint_lines: list[int] = []
    changes: list[Change] = []
    afterwards: list[Section] = []
    for section in parts:
        _no_starter(reader, section)
        match = _SECTION.match(section.title)
        assert match is not None  # `_parts` lets nothing else through
        if match["hint"]:
            hints.append(_hint(reader, section, match["number"], match["rung"], hints))
            hint_lines.append(reader.before + section.line)
        elif match["mistake"]:
            changes.append(_change(reader, section, match["name"] or "", {change.name for change in changes}))
        else:
            afterwards.append(section)
    if len(afterwards) > 1:
        raise reader.error(afterwards[1].line, 'there are two "## Afterwards". Keep one.')
    after = afterwards[0].text.strip() if afterwards else ""
    return Prose(
        shown(task), starter, starter_line, tuple(hints), tuple(hint_lines), tuple(changes), shown(after)
    )


def _all_closed(reader: _Reader, body: str) -> None:
    for fence in fences(body):
        if fence.last is None:
            raise reader.error(
                fence.first, "this code block never closes. End it with a line ``` of its own."
            )


def _parts(reader: _Reader, body: str) -> tuple[str, list[Section]]:
    """The task's text, and the sections after it. The task may have other headings, but no near misses."""
    found = sections(body)
    start = next((n for n, s in enumerate(found) if s.line and _SECTION.match(s.title)), len(found))
    for section in found[1:start]:
        close = nearest(section.title.split(" ")[0], SECTIONS)
        if close.startswith("Did you mean"):
            raise reader.error(section.line, f'"## {section.title}" is not a section. {close}')
    for section in found[start:]:
        if not _SECTION.match(section.title):
            problem = f'"## {section.title}" is no section: after the task come {_LIST}. Use ### inside one.'
            raise reader.error(section.line, problem)
    if start == len(found):
        return body, []
    return "\n".join(body.split("\n")[: found[start].line - 1]), found[start:]


_LIST = ", ".join(f"## {name}" for name in ("Hint", "Mistake NAME", "Afterwards"))


def _task(reader: _Reader, text: str) -> tuple[str, str, int]:
    """The task without its starter block, the starter, and the line of the file where the starter begins."""
    starters = [fence for fence in fences(text) if fence.words == STARTER]
    if len(starters) > 1:
        raise reader.error(starters[1].first, 'there are two "```python starter" blocks. Keep one.')
    lines = text.split("\n")
    starter, line = "", 0
    if starters:
        block = starters[0]
        starter, line = block.text, reader.before + block.first + 1
        before, after = lines[: block.first - 1], lines[block.last :]
        lines = ["\n".join(before).rstrip(), "", "\n".join(after).strip("\n")]
    task = "\n".join(lines).strip()
    if not task:
        raise reader.error(1, "the task is empty. Write below the front matter what the learner is asked.")
    return task, starter, line


def _no_starter(reader: _Reader, section: Section) -> None:
    for fence in fences(section.text):
        if fence.words == STARTER:
            problem = 'the "```python starter" block belongs to the task. Move it above the first "## Hint".'
            raise reader.error(section.line + fence.first, problem)


def _hint(
    reader: _Reader, section: Section, number: str | None, rung: str | None, before: Sequence[Hint]
) -> Hint:
    text, position = section.text.strip(), len(before) + 1
    if not text:
        raise reader.error(section.line, "this hint is empty. Write it, or take the heading away.")
    if number and number != str(position):
        raise reader.error(section.line, f'this is hint {position}, and its heading says "{section.title}".')
    return Hint(shown(text), _rung(reader, section, rung, before) if rung else None)


def _rung(reader: _Reader, section: Section, name: str, before: Sequence[Hint]) -> Rung:
    """The rung of that name, which is not below one that was climbed before. A rung may be as long as two hints."""
    known = next((rung for rung in RUNGS if rung == name), None)
    if known is None:
        raise reader.error(section.line, f'"{name}" is no rung of the ladder. {nearest(name, RUNGS)}')
    last = next((hint.rung for hint in reversed(before) if hint.rung), known)
    if RUNGS.index(known) < RUNGS.index(last):
        order = ", ".join(RUNGS)
        raise reader.error(section.line, f'"{known}" comes after "{last}". The rungs lead up: {order}.')
    return known


def _change(reader: _Reader, section: Section, name: str, taken: set[str]) -> Change:
    if not is_mistake_name(name):
        problem = (
            f'"{name}" cannot name a mistake. Use letters, digits and hyphens: ## Mistake missing-factor'
        )
        raise reader.error(section.line, problem)
    if name in taken:
        raise reader.error(section.line, f'there are two mistakes named "{name}". Give one another name.')
    block = _only_block(reader, section, name)
    message = unwrapped(shown("\n".join(section.text.split("\n")[block.last :])).strip())
    if not message:
        problem = f'the mistake "{name}" has no message. Write below the block what the learner is told.'
        raise reader.error(section.line, problem)
    form: Literal["diff", "python"] = "diff" if block.words == ("diff",) else "python"
    heading = reader.before + section.line
    return Change(name, message, form, block.text, heading + block.first + 1, heading)


def _only_block(reader: _Reader, section: Section, name: str) -> Fence:
    blocks = [fence for fence in fences(section.text) if fence.words in (("diff",), ("python",))]
    above = section.text.split("\n")[: blocks[0].first - 1] if blocks else []
    if not blocks or "".join(above).strip():
        problem = (
            f'the mistake "{name}" begins with a ```diff of the solution, or a whole ```python function.'
        )
        raise reader.error(section.line, problem)
    if len(blocks) > 1:
        problem = f'the mistake "{name}" has two code blocks. Keep one: it is one change of the solution.'
        raise reader.error(section.line + blocks[1].first, problem)
    return blocks[0]
