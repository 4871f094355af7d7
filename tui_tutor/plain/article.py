"""A Markdown article or a lesson as plain text, and its Python blocks run one after the other."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tui_tutor.course import Lesson
from tui_tutor.course.markdown import fences
from tui_tutor.course.types import Step
from tui_tutor.grading import Checker, Played
from tui_tutor.plain.markdown import plain_markdown
from tui_tutor.report import raised_lines
from tui_tutor.sandbox.text import clean

LONGEST_TITLE = 1000

# Earlier blocks run again before a later one, in one line and without their output, so that a later block finds
# their names and keeps its own line numbers but for this line.
_BEFORE = (
    "with __import__('contextlib').redirect_stdout(__import__('io').StringIO()): "
    "exec(compile({source!r}, '<earlier blocks>', 'exec'))\n"
)


class Block(Struct, frozen=True):
    """A Python block of an article: its number from 1, its step by index and title, its text."""

    number: int
    at: int
    step: str
    source: str


class Ran(Struct, frozen=True):
    """A block and what running it showed."""

    block: Block
    played: Played


def article_text(lesson: Lesson, columns: int = 80, *, linear: bool = False) -> str:
    """The whole text, its title first."""
    about = plain_markdown(lesson.summary, columns, linear=linear)
    steps = [step_text(lesson, step, columns, linear=linear) for step in lesson.steps]
    return "\n\n".join(part for part in (f"# {_title(lesson)}", about, *steps) if part)


def step_text(lesson: Lesson, step: Step, columns: int = 80, *, linear: bool = False) -> str:
    """One step under its heading; the one before the first heading has none of its own."""
    heading = "" if step.title == lesson.title else f"## {step.title}\n\n"
    return plain_markdown(f"{heading}{step.text}", columns, linear=linear)


def python_blocks(lesson: Lesson) -> tuple[Block, ...]:
    """The blocks that are marked as Python and as nothing else."""
    found = [
        (at, step.title, fence.text)
        for at, step in enumerate(lesson.steps)
        for fence in fences(step.text)
        if fence.words in (("python",), ("py",))
    ]
    return tuple(Block(number, *block) for number, block in enumerate(found, 1))


def run_blocks(blocks: tuple[Block, ...], checker: Checker) -> Iterator[Ran]:
    """Each block in the sandbox, one at a time. A block sees the names of those before it that ended well.

    Whoever cancels the checker ends the rest as well.
    """
    before = ""
    for block in blocks:
        preparation = _BEFORE.format(source=before) if before else ""
        played = checker.play(None, preparation + block.source)
        yield Ran(block, _without(played, preparation.count("\n")))
        if played.outcome == "cancelled":
            return
        if played.outcome == "returned":
            before += f"{block.source}\n"


def step_run_text(lesson: Lesson, at: int, checker: Checker) -> str:
    """What the blocks of the step with index `at` print, after those of the steps before it."""
    blocks = tuple(block for block in python_blocks(lesson) if block.at <= at)
    if not any(block.at == at for block in blocks):
        return "There is no Python on this page."
    told = [ran_text(ran, len(blocks)) for ran in run_blocks(blocks, checker) if ran.block.at == at]
    return "\n\n".join(told)


def ran_text(ran: Ran, count: int) -> str:
    """Which block it was, its code, and what it printed or how it stopped."""
    block, played = ran.block, ran.played
    lines = [f"Block {block.number} of {count}: {block.step}", ""]
    lines += [f"    {line}".rstrip() for line in block.source.rstrip("\n").split("\n")]
    lines += ["", *_ending(played)]
    return clean("\n".join(lines), 2 << 20)


def _ending(played: Played) -> Iterator[str]:
    if played.printed:
        yield from ("prints:", *played.printed.rstrip("\n").split("\n"))
    if played.raised is not None:
        yield from ("This block stopped with an error:", *raised_lines(played.raised))
    elif played.outcome != "returned":
        yield played.message
    elif not played.printed:
        yield "prints nothing."


def _without(played: Played, lines: int) -> Played:
    """The error's lines counted as the block's own."""
    raised = played.raised
    if raised is None or not lines:
        return played
    frames = tuple(replace(frame, line=frame.line - lines) for frame in raised.frames if frame.line > lines)
    end = raised.end_line - lines if raised.end_line and raised.end_line > lines else None
    return replace(played, raised=replace(raised, frames=frames, end_line=end))


def _title(lesson: Lesson) -> str:
    return " ".join(clean(lesson.title, LONGEST_TITLE).split())
