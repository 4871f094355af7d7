"""Commands for bug hunts: hunt, and what check, entries and solution mean in one."""

from tui_tutor.course import CourseError, Exercise, load_exercise
from tui_tutor.grading.hunting.choosing import NoGround, ground
from tui_tutor.grading.hunting.hunt import OpenHunt, Wish, wanted
from tui_tutor.grading.hunting.levels import HIGHEST, level_of
from tui_tutor.grading.hunting.planting import NothingPlanted, plant
from tui_tutor.grading.hunting.standing import in_runs
from tui_tutor.grading.hunting.telling import spoils
from tui_tutor.plain.formulas import readable_report
from tui_tutor.plain.session.code import current
from tui_tutor.plain.session.desk import Desk, Place, Refusal
from tui_tutor.plain.session.finding import loaded, named
from tui_tutor.plain.session.looking_back import entries_told
from tui_tutor.progress.onward import done
from tui_tutor.report import as_text


def hunt(desk: Desk, place: Place, argument: str) -> Place:
    """Find a bug in a right answer by its numbers: hunt, hunt 12, or hunt 12 and a seed, hunt 12 7 and a level."""
    words = argument.split()
    willing = "yes" in words
    wish = _wish(desk, [word for word in words if word != "yes"])
    exercise = _ground(desk, wish)
    if exercise.id not in done(desk.store.states(desk.course.id)):
        if not willing:
            raise Refusal(f"{spoils(exercise)} Then say: hunt {argument} yes")
        desk.store.mark_solution_seen(desk.course.id, exercise.id)
    begun = _begun(desk, exercise, wish)
    desk.show(begun.invitation)
    desk.say(_report(begun))
    desk.say(
        "code reads the code, edit opens it in your editor, check checks it, solution gives up. open leads back."
    )
    return Place(exercise, exercise.lesson, hunt=begun)


def check(desk: Desk, place: Place, argument: str) -> Place:
    """Check the code; in how many runs the bug is found is what counts."""
    under_way, source = _under_way(place), current(desk, place)
    was_open = under_way.is_open
    desk.say("Checking.")
    report = desk.wait_for(lambda: desk.checker.check(under_way.asked, source))
    under_way.judged(source, report)
    desk.say(_report(under_way))
    if was_open and under_way.is_open:
        desk.say(f"{in_runs(under_way.runs)} so far.")
    elif was_open:
        _tell(desk, under_way)
    return place


def entries(desk: Desk, place: Place, argument: str) -> Place:
    """The worst entries of the last check, where the level of the hunt shows them."""
    under_way = _under_way(place)
    desk.say(entries_told(under_way.exercise, under_way.shown, argument))
    return place


def solution(desk: Desk, place: Place, argument: str) -> Place:
    """Give up: solution yes ends the hunt and says what it was."""
    under_way = _under_way(place)
    if under_way.is_open:
        if argument != "yes":
            raise Refusal("solution yes gives the hunt up and says what it was.")
        under_way.give_up()
    _tell(desk, under_way)
    return place


def not_here(desk: Desk, place: Place, argument: str) -> Place:
    """Not in a hunt."""
    raise Refusal("Not in a hunt: the numbers of check are all there is. open leads back to the exercise.")


def _wish(desk: Desk, words: list[str]) -> Wish:
    """An exercise, a seed, a level, in this order. Raises Refusal."""
    if len(words) > 3 or not all(word.isdecimal() for word in words[1:]):
        raise Refusal("Say hunt, or hunt and an exercise, and then a seed and a level: hunt 12 7 2.")
    numbers = [int(word) for word in words[1:]]
    if len(numbers) == 2 and not 1 <= numbers[1] <= HIGHEST:
        raise Refusal(f"There are levels 1 to {HIGHEST}.")
    return Wish(named(desk, words[0]) if words else None, *numbers)


def _ground(desk: Desk, wish: Wish) -> Exercise:
    hunts, known = desk.store.hunts(desk.course.id), done(desk.store.states(desk.course.id))
    if wish.exercise is not None:
        loaded(desk, wish.exercise)  # what cannot be opened is told as open tells it
    try:
        return ground(desk.course, load_exercise, known, hunts, wish)
    except CourseError as error:
        raise Refusal(f"This exercise cannot be read. Its author has to mend this: {error}") from error
    except NoGround as reason:
        raise Refusal(str(reason)) from reason


def _begun(desk: Desk, exercise: Exercise, wish: Wish) -> OpenHunt:
    bug = wanted(desk.store, desk.course.id, exercise.id, wish)
    desk.say("Planting a bug.")
    check = desk.checker.check_together
    try:
        planted = desk.wait_for(lambda: plant(check, exercise, level_of(bug.level), bug.seed))
    except NothingPlanted as reason:
        raise Refusal(str(reason)) from reason
    return OpenHunt(desk.store, desk.course.id, exercise, planted)


def _under_way(place: Place) -> OpenHunt:
    if place.hunt is None:
        raise Refusal("No hunt is open. Say hunt.")
    return place.hunt


def _report(under_way: OpenHunt) -> str:
    return as_text(readable_report(under_way.shown))


def _tell(desk: Desk, under_way: OpenHunt) -> None:
    desk.show(under_way.story)
    desk.say("hunt plants another bug.")
