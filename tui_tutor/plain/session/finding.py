"""Commands for finding one's way: map, open, next, review."""

import difflib
from collections.abc import Iterator
from datetime import UTC, datetime

from tui_tutor.course import CourseError, Exercise, LessonSummary, load_exercise
from tui_tutor.plain.session.desk import Desk, Place, Refusal, sentence
from tui_tutor.plain.session.reading import lesson, task
from tui_tutor.progress.agenda import agenda
from tui_tutor.progress.agenda_text import agenda_text
from tui_tutor.progress.onward import done, first_open
from tui_tutor.progress.review import AGAIN, CHANGED, due_ids


def summary(desk: Desk) -> str:
    """Where the learner stands in the course, in one or two sentences."""
    ids = _ids(desk)
    states = desk.store.states(desk.course.id)
    correct = sum(one in states and states[one].state == "correct" for one in ids)
    last = desk.store.place(desk.course.id)
    resume = f" You were at {last}: open {ids.index(last) + 1} goes on there." if last in ids else ""
    return f"{desk.course.title}. {correct} of {len(ids)} exercises are correct.{resume}"


def map_(desk: Desk, place: Place, argument: str) -> Place:
    """Every lesson with its exercises; map 4 only lesson 4, map and a word what is called so."""
    wanted = argument.casefold()
    only = desk.course.lesson(wanted) if wanted else None
    lines = [] if wanted else [summary(desk)]
    listed = list(_listed(desk))
    for one in desk.course.lessons:
        if only is not None and one is not only:
            continue
        whole = only is one or wanted in one.title.casefold()
        found = [line for of, line in listed if of is one and (whole or wanted in line.casefold())]
        if found or whole:
            lines += ["", f"Lesson {one.number}: {one.title}", *found]
    if not lines:
        raise Refusal(f"Nothing here is called {argument}. map alone lists everything.")
    if desk.course.broken and not wanted:
        lines += ["", "The author of this course has something to mend:", *map(str, desk.course.broken)]
    desk.say("\n".join(lines).lstrip("\n"))
    return place


def _listed(desk: Desk) -> Iterator[tuple[LessonSummary, str]]:
    """A line for each exercise, with its lesson."""
    states = desk.store.states(desk.course.id)
    back = due_ids(desk.store.judged(desk.course.id), datetime.now(UTC))
    number = 0
    for one in desk.course.lessons:
        for exercise in one.exercises:
            number += 1
            state = states[exercise.id].state if exercise.id in states else "open"
            again = ", due for review" if exercise.id in back else ""
            yield one, f"{number}. {sentence(exercise.title)} {exercise.id}, {state}{again}."


def open_(desk: Desk, place: Place, argument: str) -> Place:
    """Open an exercise by its number or name, or a lesson to read: open lesson 5. Alone: where you were last."""
    first, _, rest = argument.partition(" ")
    if first.lower() == "lesson":
        return _open_lesson(desk, rest.strip())
    ids = _ids(desk)
    return _opened(desk, named(desk, argument or desk.store.place(desk.course.id) or (ids[0] if ids else "")))


def _open_lesson(desk: Desk, word: str) -> Place:
    found = desk.course.lesson(word)
    if found is None:
        raise Refusal(
            f"There is no lesson {word}. map lists them all." if word else "Say which: open lesson 5."
        )
    return lesson(desk, Place(lesson=found.id), "")


def named(desk: Desk, word: str) -> str:
    """The name of the exercise that is meant: by its number on the map, or as it was said."""
    ids = _ids(desk)
    return ids[int(word) - 1] if word.isdecimal() and 1 <= int(word) <= len(ids) else word


def next_(desk: Desk, place: Place, argument: str) -> Place:
    """Open the next exercise that is not correct yet."""
    here = place.exercise.id if place.exercise else None
    following = first_open(desk.course, done(desk.store.states(desk.course.id)), here)
    if following is None:
        raise Refusal("Every exercise is done. open and a number goes back to one.")
    return _opened(desk, following)


def review(desk: Desk, place: Place, argument: str) -> Place:
    """What is due for review, and which mistakes come back."""
    now = datetime.now(UTC)
    desk.say(agenda_text(desk.course, agenda(desk.course, desk.store, now), now))
    return place


def loaded(desk: Desk, name: str) -> Exercise:
    """The exercise of that name, or of a former one. Raises Refusal."""
    try:
        return load_exercise(desk.course, name)
    except CourseError as error:
        if error.file == str(desk.course.folder):
            raise Refusal(f"There is no exercise {name}.{_meant(desk, name)} map lists them all.") from error
        raise Refusal(f"This exercise cannot be read. Its author has to mend this: {error}") from error


def _meant(desk: Desk, word: str) -> str:
    """What somebody who said this may have meant: what holds the word, or is spelt alike."""
    ids = _ids(desk)
    near = [one for one in ids if word.lower() in one][:3] or difflib.get_close_matches(word, ids, n=3)
    return f" Did you mean {' or '.join(near)}?" if near else ""


def _opened(desk: Desk, name: str) -> Place:
    exercise = loaded(desk, name)
    desk.store.set_place(desk.course.id, exercise.id)
    place = task(desk, Place(exercise, exercise.lesson), "")
    if news := _standing(desk, exercise):
        desk.say(news)
    return place


def _standing(desk: Desk, exercise: Exercise) -> str:
    """What is to be known of an exercise that was solved before."""
    state = desk.store.states(desk.course.id).get(exercise.id)
    if state is None or state.digest is None:
        return ""
    if state.digest != exercise.digest:
        return CHANGED
    if exercise.id in due_ids(desk.store.judged(desk.course.id), datetime.now(UTC)):
        return f"{AGAIN}: reset puts that back."
    return "Your answer was correct before."


def _ids(desk: Desk) -> list[str]:
    return [exercise.id for one in desk.course.lessons for exercise in one.exercises]
