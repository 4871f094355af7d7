"""Commands for finding one's way and reading: map, open, next, review, lesson, task."""

from datetime import UTC, datetime

from msgspec.structs import replace

from tui_tutor.course import CourseError, Exercise, Lesson, load_exercise, load_lesson
from tui_tutor.course.sheets import load_sheet
from tui_tutor.plain.article import step_text
from tui_tutor.plain.formulas import readable
from tui_tutor.plain.session.desk import Desk, Place, Refusal, opened
from tui_tutor.plain.sheet import sheet_text
from tui_tutor.progress.agenda import agenda
from tui_tutor.progress.agenda_text import agenda_text
from tui_tutor.progress.onward import done, first_open
from tui_tutor.progress.review import due_ids


def summary(desk: Desk) -> str:
    """Where the learner stands in the course, in one or two sentences."""
    ids = _ids(desk)
    states = desk.store.states(desk.course.id)
    correct = sum(one in states and states[one].state == "correct" for one in ids)
    last = desk.store.place(desk.course.id)
    resume = f" You were at {last}: open {ids.index(last) + 1} goes on there." if last in ids else ""
    return f"{desk.course.title}. {correct} of {len(ids)} exercises are correct.{resume}"


def map_(desk: Desk, place: Place, argument: str) -> Place:
    """Every lesson with its exercises; the numbers are what open takes."""
    states = desk.store.states(desk.course.id)
    back = due_ids(desk.store.judged(desk.course.id), datetime.now(UTC))
    number = 0
    lines = [summary(desk)]
    for lesson in desk.course.lessons:
        lines += ["", f"Lesson {lesson.number}: {lesson.title}"]
        for exercise in lesson.exercises:
            number += 1
            state = states[exercise.id].state if exercise.id in states else "open"
            again = ", due for review" if exercise.id in back else ""
            lines.append(f"{number}. {exercise.title}. {exercise.id}, {state}{again}.")
    if desk.course.broken:
        lines += ["", "The author of this course has something to mend:", *map(str, desk.course.broken)]
    desk.say("\n".join(lines))
    return place


def open_(desk: Desk, place: Place, argument: str) -> Place:
    """Open an exercise by its number or name; without one, where you were last."""
    ids = _ids(desk)
    return _opened(desk, named(desk, argument or desk.store.place(desk.course.id) or (ids[0] if ids else "")))


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


def task(desk: Desk, place: Place, argument: str) -> Place:
    """What the open exercise asks for."""
    exercise = opened(place)
    desk.say(f"{exercise.title}. {exercise.id}, {exercise.kind}, level {exercise.level}.")
    desk.show(exercise.task)
    if exercise.choices:
        desk.say("\n".join(_choices(exercise)))
        desk.say("Say answer and a number or a name.")
    elif exercise.judged == "question":
        desk.say("Say answer and a number.")
    else:
        desk.say(
            f"Write {exercise.function}. code shows what you have, edit opens your editor, check checks it."
        )
    return place


def lesson(desk: Desk, place: Place, argument: str) -> Place:
    """Read the lesson, a step at a time; lesson 3 goes to step 3, lesson list names the steps."""
    read = _lesson_of(desk, place)
    count = len(read.steps)
    if argument == "list":
        desk.say("\n".join(f"{number}. {step.title}" for number, step in enumerate(read.steps, 1)))
        return place
    number = _step(argument, place, count)
    desk.say(f"Lesson {read.number}, {read.title}. Step {number} of {count}.")
    desk.say(step_text(read, read.steps[number - 1], desk.columns, linear=True))
    desk.say("That was the last step." if number == count else "lesson goes on.")
    return replace(place, lesson=read.id, step=number)


def sheet(desk: Desk, place: Place, argument: str) -> Place:
    """The cheat sheet of the lesson, formulas and typical mistakes; sheet 5 that of lesson 5."""
    found = desk.course.lesson(argument or _lesson_of(desk, place).id)
    if found is None:
        raise Refusal(f"There is no lesson {argument}. map lists them all.")
    try:
        desk.say(sheet_text(load_sheet(desk.course, found), desk.columns, linear=True))
    except CourseError as error:
        raise Refusal(f"This lesson cannot be read. Its author has to mend this: {error}") from error
    return place


def _step(argument: str, place: Place, count: int) -> int:
    if not count:
        raise Refusal("This lesson has no text.")
    if not argument:
        return place.step + 1 if place.step < count else 1
    if not argument.isdecimal() or not 1 <= int(argument) <= count:
        raise Refusal(f"This lesson has steps 1 to {count}.")
    return int(argument)


def _lesson_of(desk: Desk, place: Place) -> Lesson:
    first = desk.course.lessons[0].id if desk.course.lessons else None
    name = place.exercise.lesson if place.exercise else place.lesson or first
    if name is None:
        raise Refusal("This course has no lesson that can be read.")
    try:
        return load_lesson(desk.course, name)
    except CourseError as error:
        raise Refusal(f"This lesson cannot be read. Its author has to mend this: {error}") from error


def loaded(desk: Desk, name: str) -> Exercise:
    """The exercise of that name. Raises Refusal."""
    try:
        return load_exercise(desk.course, name)
    except CourseError as error:
        if error.file == str(desk.course.folder):
            raise Refusal(f"{readable(error.problem)} map lists them all.") from error
        raise Refusal(f"This exercise cannot be read. Its author has to mend this: {error}") from error


def _opened(desk: Desk, name: str) -> Place:
    exercise = loaded(desk, name)
    desk.store.set_place(desk.course.id, exercise.id)
    return task(desk, Place(exercise, exercise.lesson), "")


def _choices(exercise: Exercise) -> list[str]:
    return [
        f"{number}. {readable(choice.text)} ({choice.id})"
        for number, choice in enumerate(exercise.choices, 1)
    ]


def _ids(desk: Desk) -> list[str]:
    return [exercise.id for lesson in desk.course.lessons for exercise in lesson.exercises]
