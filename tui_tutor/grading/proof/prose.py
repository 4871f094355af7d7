"""The proof of a Markdown file: its Python runs, its numbers are computed, its formulas set, its links resolve."""

from collections.abc import Iterator
from pathlib import Path

from tui_tutor.course import Course
from tui_tutor.course.frontmatter import split
from tui_tutor.course.markdown import COMPUTED, Fence, fences
from tui_tutor.course.reading import read_text
from tui_tutor.grading.checker import Checker
from tui_tutor.grading.proof.formulas import broken_formulas
from tui_tutor.grading.proof.links import dead_links
from tui_tutor.grading.proof.records import Finding
from tui_tutor.grading.proof.sheets import wrong_marks


def prove_prose(course: Course, path: Path, checker: Checker, exercise: str | None = None) -> list[Finding]:
    """Everything that is wrong with the text of one file."""
    text = read_text(path)
    front = split(path, text)
    found = [
        *_blocks(text, checker, whole=exercise is None),
        *broken_formulas(front),
        *wrong_marks(front, exercise),
        *dead_links(text, course, path),
    ]
    return [Finding(str(path), problem, line, exercise) for line, problem in found]


def _blocks(text: str, checker: Checker, *, whole: bool) -> Iterator[tuple[int, str]]:
    """In a lesson every Python block runs by itself and prints what stands below it; computed ones everywhere."""
    blocks = fences(text)
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if block.words == COMPUTED:
            yield from _computed(text, block, checker)
        elif whole and block.words == ("python",):
            yield from _runs(text, block, following, checker)


def _runs(text: str, block: Fence, following: Fence | None, checker: Checker) -> Iterator[tuple[int, str]]:
    printed, problem = _ran(block, checker)
    if problem:
        yield block.first, problem
    elif (
        following is not None
        and following.words == ("output",)
        and _adjacent(text, block, following)
        and _lines(printed) != _lines(following.text)
    ):
        yield following.first, f"this is not what the block above prints. It prints:\n{printed.rstrip()}"


def _computed(text: str, block: Fence, checker: Checker) -> Iterator[tuple[int, str]]:
    """A block that readers do not see: every line that it prints stands somewhere in the file.

    Where the text breaks its lines does not matter.
    """
    printed, problem = _ran(block, checker)
    if problem:
        yield block.first, problem
        return
    lines = text.split("\n")
    rest = _run_on("\n".join(lines[: block.first - 1] + lines[block.last or len(lines) :]))
    for line in _lines(printed):
        if line and _run_on(line) not in rest:
            told = (
                f'this block computes "{line}", and the text does not say so. Correct the text, or the block.'
            )
            yield block.first, told


def _ran(block: Fence, checker: Checker) -> tuple[str, str | None]:
    played = checker.play(None, block.text)
    if played.outcome == "returned":
        return played.printed, None
    if played.raised is None:
        return "", f"this block does not run: {played.message}"
    line = f" in its line {played.raised.frames[-1].line}" if played.raised.frames else ""
    return "", f"this block does not run: {played.raised.type}{line}: {played.raised.text}"


def _adjacent(text: str, block: Fence, following: Fence) -> bool:
    between = text.split("\n")[(block.last or 0) : following.first - 1]
    return not "".join(between).strip()


def _run_on(text: str) -> str:
    return " ".join(text.split())


def _lines(printed: str) -> list[str]:
    return [line.rstrip() for line in printed.rstrip().split("\n")]
