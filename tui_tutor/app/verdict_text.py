"""A report as styled text. Layout and colour only: every fact and every sentence is the report's."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from textual.content import Content

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.course.ladder import next_one
from tui_tutor.course.types import Hint
from tui_tutor.report import Answered, Outcome, Raised, Report, Verdict, headline, loss_line, told

VERDICT_STYLES: dict[Verdict, str] = {
    "correct": "$text-success",
    "wrong": "$text-error",
    "undecided": "$text-warning",
}

# How the end of a check is called, so that nobody mistakes the tutor's or the author's error for their own.
_STOPPED = {
    "raised": "error in your code",
    "timed out": "timed out",
    "out of memory": "out of memory",
    "crashed": "no answer",
    "refused": "not taken",
    "cancelled": "cancelled",
    "fault": "tutor fault",
}


class Around(Struct, frozen=True):
    """What is said around a report: whether it was foreseen, and what changed since the last attempt.

    For those who have solved the exercise also the author's words, in Markdown, and how to go on.
    """

    foreseen: str | None = None
    changed: str | None = None
    afterwards: str = ""
    onward: str = ""


class Heading(Struct, frozen=True):
    """The first line of a verdict: glyph, word, colour; then one sentence."""

    glyph: str
    word: str
    style: str
    sentence: str

    def content(self) -> Content:
        """The line as it is shown."""
        return Content.assemble((f"{self.glyph} {self.word}", f"bold {self.style}"), "  ", self.sentence)


def sign_of_end(outcome: Outcome, verdict: Verdict | None, glyphs: Glyphs) -> tuple[str, str, str]:
    """Glyph, word and style of how a check ended."""
    if verdict is not None:
        glyph = {"correct": glyphs.correct, "wrong": glyphs.wrong, "undecided": glyphs.undecided}[verdict]
        return glyph, verdict, VERDICT_STYLES[verdict]
    word = _STOPPED.get(outcome, outcome)
    if outcome == "fault":
        return glyphs.fault, word, "$text-secondary"
    if outcome == "cancelled":
        return glyphs.cancelled, word, ""
    return glyphs.stopped, word, "$text-error"


def heading_of(report: Report, glyphs: Glyphs) -> Heading:
    """How the check ended, in one line."""
    sentence = headline(report).partition("   ")[2]  # its form: glyph and word, three spaces, the sentence
    return Heading(*sign_of_end(report.outcome, report.verdict, glyphs), sentence)


def course_error(sentence: str, glyphs: Glyphs) -> Heading:
    """The author's error."""
    return Heading(
        glyphs.fault,
        "course error",
        "$text-secondary",
        f"This exercise has a mistake that its author has to mend; your code is not the reason. {sentence}",
    )


def tutor_fault(error: BaseException, glyphs: Glyphs) -> Heading:
    """Our own error."""
    return Heading(
        glyphs.fault,
        "tutor fault",
        "$text-secondary",
        "The tutor failed while it checked; your code is not the reason, and your draft is saved. "
        f"({type(error).__name__}: {error})",
    )


def diagnosis_of(report: Report) -> Content | None:
    """The first diagnosis: what was measured, then what that usually means."""
    if not report.diagnoses:
        return None
    first = report.diagnoses[0]
    # A sentence that stands in the headline already is not said twice.
    if first.message.strip() == report.message.strip():
        return None
    return Content(told(first))


def since_last(changed: str | None) -> Content | None:
    """What changed since the last attempt."""
    return Content.assemble(("since your last attempt  ", "dim"), changed) if changed else None


def help_left(seen: int, hints: Sequence[Hint]) -> Content | None:
    """Where on the ladder of hints the learner stands, and which rung is the next."""
    total = len(hints)
    if not total:
        return None
    if seen >= total:
        return Content.styled(f"All {total} hints seen; F2 shows them again, F3 the solution.", "dim")
    return Content.styled(f"{seen} of {total} hints seen; F2 brings {next_one(hints, seen)}.", "dim")


def traceback_of(raised: Raised | None) -> Content | None:
    """The learner's own lines, innermost last, then the error and the shapes that met."""
    return Content("\n").join(_traceback(raised)) if raised else None


def _traceback(raised: Raised) -> Iterator[Content]:
    for frame in raised.frames:
        yield Content.assemble((f"line {frame.line}", "bold"), f", in {frame.function}")
        if frame.source:
            yield Content(f"    {frame.source.strip()}")
    yield Content.assemble((raised.type, "bold $text-error"), f": {raised.text}" if raised.text else "")
    for operand in raised.operands:
        yield Content(f"    {operand}")


def failed_line(report: Report) -> int | None:
    """The innermost line of the learner's code that an error came from, from 1."""
    return report.raised.frames[-1].line if report.raised and report.raised.frames else None


def notes_of(report: Report, glyphs: Glyphs) -> Content | None:
    """What else there is to say, a line each: the notes, then the data that were tried, and how each went."""
    said = ((loss_line(report.loss),) if report.loss else ()) + report.notes
    lines = [Content.assemble(("note  ", "dim"), note) for note in said]
    lines += [Content.assemble(("data  ", "dim"), line) for line in _draws(report.draws, glyphs)]
    return Content("\n").join(lines) if lines else None


def _draws(draws: tuple[Answered, ...], glyphs: Glyphs) -> Iterator[Content]:
    """The sets of data by how they went: the shown ones first, then what nobody sees."""
    for verdict in dict.fromkeys(draw.verdict for draw in draws):
        glyph, word, style = sign_of_end("returned", verdict, glyphs)
        tried = ", ".join(_draw(draw.draw, draw.sizes) for draw in draws if draw.verdict == verdict)
        yield Content.assemble((f"{glyph} {word}", style), f" on {tried}")


def _draw(name: str, sizes: dict[str, int]) -> str:
    inside = ", ".join(f"{size} = {value}" for size, value in sizes.items())
    return f"{name} ({inside})" if inside else name
