"""Commands that run something: check, answer, run, curve, explore; and whether check asks for a prediction."""

import json
import math

from tui_tutor.course import CourseError, Exercise
from tui_tutor.grading import CurvePoints, Trial
from tui_tutor.plain.checking import remember, report_text
from tui_tutor.plain.session.code import current
from tui_tutor.plain.session.desk import Desk, Place, Refusal, opened
from tui_tutor.plain.session.sheets import coded
from tui_tutor.progress.predictions import ASKING, Prediction, as_prediction, keep, tally
from tui_tutor.report import number, raised_lines

LAST_START = 1000
SAMPLES = 8  # numbers that are said of a curve: enough for its shape, few enough to listen to


def check(desk: Desk, place: Place, argument: str) -> Place:
    """Check your code; the report follows. check wrong says beforehand what you expect."""
    exercise, source = coded(place), current(desk, place)
    _check(desk, exercise, source, _prediction(desk, argument))
    return place


def predict(desk: Desk, place: Place, argument: str) -> Place:
    """Be asked before every check what the verdict will be: predict on, predict off."""
    if argument not in ("on", "off"):
        now = "on" if desk.store.setting(ASKING, False) else "off"
        raise Refusal(f"It is {now}; {tally(desk.store, desk.course.id)}. Say predict on, or predict off.")
    desk.store.set_setting(ASKING, argument == "on")
    desk.say("check asks for your prediction now." if argument == "on" else "check asks for nothing now.")
    return place


def answer(desk: Desk, place: Place, argument: str) -> Place:
    """Answer a question: by the number or the name of a choice, or with a number."""
    exercise = opened(place)
    if exercise.judged != "question":
        raise Refusal("This exercise asks for code. edit opens it in your editor, check checks it.")
    if not argument:
        raise Refusal("Say your answer in the same line. task reads the question again.")
    _check(desk, exercise, f"answer = {_literal(exercise, argument)}\n")
    return place


def run(desk: Desk, place: Place, argument: str) -> Place:
    """Run your code without a check and say what it prints."""
    exercise, source = coded(place), current(desk, place)
    desk.say("Running.")
    played = desk.wait_for(lambda: desk.checker.play(exercise, source))
    if played.printed:
        desk.say(played.printed.rstrip("\n"))
    if played.raised is not None:
        desk.say("\n".join(["Your code stopped with an error.", *raised_lines(played.raised)]))
    elif played.message:
        desk.say(played.message)
    elif not played.printed:
        desk.say("Nothing was printed.")
    return place


def curve(desk: Desk, place: Place, argument: str) -> Place:
    """Train with your answer and with the right one, told in numbers; curve 0.5 2 takes a rate and a start."""
    exercise, source = coded(place), current(desk, place)
    if exercise.curve is None:
        raise Refusal("This exercise has no training curve.")
    trial = _trial(argument)
    desk.say(f"Training at a rate of {trial.rate or exercise.curve.rate:g}. Ctrl+C stops it.")
    points: list[CurvePoints] = []
    end = desk.wait_for(lambda: desk.checker.curve(exercise, source, points.append, trial))
    for series, name in (("true", f"Right {exercise.asked_for}"), ("yours", f"Your {exercise.asked_for}")):
        found = [
            (float(epoch), loss)
            for portion in points
            if portion.series == series
            for epoch, loss in zip(portion.epochs, portion.losses, strict=True)
        ]
        if found:
            said = "; ".join(f"epoch {epoch:g}, loss {_spoken(loss)}" for epoch, loss in _sample(found))
            desk.say(f"{name}: {said}.")
    desk.say(end.message)
    return place


def explore(desk: Desk, place: Place, argument: str) -> Place:
    """The numbers of an explore exercise at a position of its slider, such as explore 3."""
    exercise = opened(place)
    if exercise.explore is None:
        raise Refusal("There is nothing to explore in this exercise.")
    slider, values = exercise.explore.slider, exercise.explore.values
    if not argument.isdecimal() or not 1 <= int(argument) <= len(values):
        places = "; ".join(f"{at}: {value:g}" for at, value in enumerate(values, 1))
        raise Refusal(f"Say explore and a position of {slider}. {places}.")
    value = values[int(argument) - 1]
    try:
        series = desk.wait_for(lambda: desk.checker.explore(exercise, value))
    except CourseError as error:
        raise Refusal(f"This cannot be drawn. Its author has to mend this: {error}") from error
    desk.say(f"{slider} = {value:g}.")
    xs = series.get(exercise.explore.x, ())
    for name in exercise.explore.y:
        pairs = list(zip(xs, series.get(name, ()), strict=False))
        said = "; ".join(f"{_spoken(y)} at {_spoken(x)}" for x, y in _sample(pairs))
        desk.say(f"{name} over {exercise.explore.x}: {said or 'nothing yet'}.")
    return place


def _trial(argument: str) -> Trial:
    """The learning rate and the number of a start that were said. Raises Refusal."""
    rate, _, start = argument.partition(" ")
    try:
        trial = Trial(float(rate) if rate else None, int(start or 0))
    except ValueError:
        trial = Trial(-1.0)
    if (trial.rate is not None and not 0 < trial.rate < math.inf) or not 0 <= trial.start <= LAST_START:
        raise Refusal(
            "Say curve, or curve and a learning rate above 0, and then the number of a start: curve 0.5 2. "
            f"Start 0 is the exercise's own, 1 to {LAST_START} are others."
        )
    return trial


def _prediction(desk: Desk, argument: str) -> Prediction | None:
    """What was said beforehand, or is said when asked. Raises Refusal."""
    if not argument and desk.store.setting(ASKING, False):
        desk.say("What will the verdict be: correct, wrong, or error? An empty line skips this.")
        argument = (desk.read() or "").strip()
    prediction = as_prediction(argument)
    if argument and prediction is None:
        raise Refusal(f"{argument} is no prediction. Say correct, wrong, or error.")
    return prediction


def _check(desk: Desk, exercise: Exercise, source: str, prediction: Prediction | None = None) -> None:
    desk.say("Checking.")
    report = desk.wait_for(lambda: desk.checker.check(exercise, source))
    changed = remember(desk.store, desk.course, exercise, source, report)
    desk.say(report_text(exercise, report, changed, linear=True))
    if prediction and (told := keep(desk.store, desk.course.id, prediction, report)):
        desk.say(told)
    if report.verdict == "correct":
        desk.say("next opens the next exercise.")


def _literal(exercise: Exercise, argument: str) -> str:
    """The answer as Python: the id of a choice, also by its number, or a number."""
    ids = [choice.id for choice in exercise.choices]
    if ids and argument not in ids and argument.isdecimal() and 1 <= int(argument) <= len(ids):
        return json.dumps(ids[int(argument) - 1])
    try:
        return argument if not ids and math.isfinite(float(argument)) else json.dumps(argument)
    except ValueError:
        return json.dumps(argument)


def _sample(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """First, last, and some in between."""
    if len(points) <= SAMPLES:
        return points
    last = len(points) - 1
    return [points[round(at * last / (SAMPLES - 1))] for at in range(SAMPLES)]


def _spoken(value: float) -> str:
    return number(value) if math.isfinite(value) else "not finite"
