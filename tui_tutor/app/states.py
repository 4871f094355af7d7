"""What the map says about an exercise: a state in one word, with its glyph and its colour."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.app.services import State
from tui_tutor.course.types import Course

Word = Literal["open", "started", "correct", "solution seen", "changed", "due again"]

SOLVED: tuple[Word, ...] = ("correct", "due again")
FINISHED: tuple[Word, ...] = (*SOLVED, "solution seen")


class Sign(Struct, frozen=True):
    """A state as it is shown: never a colour without its glyph, never a glyph without its word."""

    glyph: str
    word: Word
    style: str


def sign_of(word: Word, glyphs: Glyphs) -> Sign:
    """How `word` looks."""
    glyph, style = {
        "open": (glyphs.open, ""),
        "started": (glyphs.started, "$text-warning"),
        "correct": (glyphs.correct, "$text-success"),
        "solution seen": (glyphs.seen, "$text-secondary"),
        "changed": (glyphs.changed, "$text-accent"),
        "due again": (glyphs.due, "$text-accent"),
    }[word]
    return Sign(glyph, word, style)


def word_of(state: State | None, *, changed: bool = False, due: bool = False) -> Word:
    """The word for what is remembered.

    `changed`: the exercise is no longer the one that was solved. `due`: it was solved a while ago, and comes back.
    """
    if state is None:
        return "open"
    if state.state == "correct":
        return "changed" if changed else "due again" if due else "correct"
    if state.state == "solution seen":
        return "solution seen"
    return "started" if state.state == "started" or state.attempts else "open"


def words_of(
    course: Course, states: Mapping[str, State], changed: frozenset[str], due: frozenset[str] = frozenset()
) -> dict[str, Word]:
    """The word for every exercise of the course, by id."""
    return {
        exercise.id: word_of(states.get(exercise.id), changed=exercise.id in changed, due=exercise.id in due)
        for lesson in course.lessons
        for exercise in lesson.exercises
    }
