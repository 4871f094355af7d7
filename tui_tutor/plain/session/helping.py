"""Commands that help: hint, solution."""

from tui_tutor.course.ladder import heading
from tui_tutor.plain.session.desk import Desk, Place, Refusal, opened
from tui_tutor.plain.solution import may_see_solution, solution_text


def hint(desk: Desk, place: Place, argument: str) -> Place:
    """The next hint; hint 2 says the second again."""
    exercise = opened(place)
    count, shown = len(exercise.hints), desk.store.hints_shown(desk.course.id, exercise.id)
    if argument:
        if not argument.isdecimal() or not 1 <= int(argument) <= min(shown, count):
            raise Refusal(
                f"{min(shown, count)} of {count} hints have been shown. hint alone shows the next one."
            )
        at = int(argument)
    elif shown < count:
        at = desk.store.show_hint(desk.course.id, exercise.id)
    else:
        raise Refusal(f"There are no more hints. All {count} can be read again: hint 1, say.")
    desk.say(f"{heading(exercise.hints, at)}.")
    desk.show(exercise.hints[at - 1].text)
    return place


def solution(desk: Desk, place: Place, argument: str) -> Place:
    """The official solution, once your answer is correct; before, solution yes shows it all the same."""
    exercise = opened(place)
    if not may_see_solution(desk.store, desk.course, exercise):
        if argument != "yes":
            raise Refusal(
                "Your answer is not correct yet. solution yes shows it, and that will be remembered."
            )
        desk.store.mark_solution_seen(desk.course.id, exercise.id)
    desk.say(solution_text(exercise))
    return place
