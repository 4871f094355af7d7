"""Commands for reading: lesson, sheet, task."""

from msgspec.structs import replace

from tui_tutor.course import CourseError, Exercise, Lesson, load_lesson
from tui_tutor.course.sheets import load_sheet
from tui_tutor.plain.article import step_text
from tui_tutor.plain.formulas import readable
from tui_tutor.plain.session.desk import Desk, Place, Refusal, opened, sentence
from tui_tutor.plain.sheet import sheet_text
from tui_tutor.progress.pages import keep_step, kept_step


def task(desk: Desk, place: Place, argument: str) -> Place:
    """What the open exercise asks for."""
    exercise = opened(place)
    desk.say(f"{sentence(exercise.title)} {exercise.id}, {exercise.kind}, level {exercise.level}.")
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
    if argument or place.step or not count:
        number = _step(argument, place, count)
    else:
        number = kept_step(desk.store, desk.course.id, read.id, count) + 1
    desk.say(f"Lesson {read.number}, {sentence(read.title)} Step {number} of {count}.")
    desk.say(step_text(read, read.steps[number - 1], desk.columns, linear=True))
    desk.say("That was the last step." if number == count else "lesson goes on.")
    keep_step(desk.store, desk.course.id, read.id, number - 1)
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


def _choices(exercise: Exercise) -> list[str]:
    return [
        f"{number}. {readable(choice.text)} ({choice.id})"
        for number, choice in enumerate(exercise.choices, 1)
    ]
