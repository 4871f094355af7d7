"""What each call of a check is asked, built from an exercise. Pure data."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from tui_tutor.course import Exercise, Problem
from tui_tutor.grading.curve_records import Trial
from tui_tutor.sandbox import Ahead, Array, Call, Limits

MAX_WALL, MAX_MEMORY = 60.0, 4096  # seconds, megabytes: what an exercise may ask for at most
COURSE_LIMITS = Limits(wall=10.0)


def problem_of(exercise: Exercise) -> Problem:
    """The exercise's problem. Asking for it where there is none is a programmer's error."""
    if exercise.problem is None:
        raise ValueError(f"{exercise.id} has no problem file")
    return exercise.problem


def learner_limits(exercise: Exercise | None = None) -> Limits:
    """The usual limits, or what the exercise asks for within the maximum."""
    usual = Limits()
    if exercise is None:
        return usual
    wall = min(exercise.limits.wall or usual.wall, MAX_WALL)
    memory = min(exercise.limits.memory or usual.memory >> 20, MAX_MEMORY) << 20
    return Limits(wall=wall, memory=memory)


def seeds_for(seed: int, hidden: int) -> list[int]:
    """Seed 0 is shown; the hidden ones are 1, 2, ..., moved by `seed`."""
    return [0, *(seed + number for number in range(1, hidden + 1))]


def _submission(exercise: Exercise, source: str) -> dict[str, Any]:
    problem = problem_of(exercise)
    return {
        "source": source,
        "function": exercise.function,
        "given": problem.given,
        "has_use": problem.has_use,
        "withheld": list(exercise.withheld),
    }


def pose_call(exercise: Exercise, seeds: list[int], *, curve: bool = False) -> Call:
    """Problem source and seeds, for draws; with `curve`, for the data that a curve is trained on."""
    request = {"problem": problem_of(exercise).source, "seeds": seeds, "curve": curve}
    return Call("pose", request, limits=COURSE_LIMITS)


def answer_call(
    exercise: Exercise, source: str, draws: list[dict[str, Any]], arrays: dict[str, Array]
) -> Call:
    """The learner's source with the draws: nothing of the problem but what is given."""
    return Call("answer", {**_submission(exercise, source), "draws": draws}, arrays, learner_limits(exercise))


def _judging(exercise: Exercise, seeds: list[int]) -> dict[str, Any]:
    return {
        **_submission(exercise, ""),
        "exercise": exercise.id,
        "problem": problem_of(exercise).source,
        "seeds": seeds,
        "h": exercise.h,
        "losses": list(exercise.losses),
        "intermediates": list(exercise.intermediates),
        "mistakes": [
            {"name": mistake.name, "message": mistake.message, "source": mistake.source}
            for mistake in exercise.mistakes
        ],
    }


def judge_ahead(exercise: Exercise, seeds: list[int]) -> Ahead:
    """What a judge can begin with while there is no answer."""
    return Ahead("judge", _judging(exercise, seeds))


def judge_call(
    exercise: Exercise,
    seeds: list[int],
    runs: list[dict[str, Any]],
    loss: str | None,
    arrays: dict[str, Array],
) -> Call:
    """The arrays of an answer, to be judged where no learner's code is."""
    ahead = judge_ahead(exercise, seeds)
    return Call("judge", {**ahead.request, "runs": runs, "loss": loss}, arrays, COURSE_LIMITS, ahead)


def judge_together_call(questions: Sequence[Call]) -> Call:
    """Several `judge_call`s about one exercise and the same seeds as one; what all of them share is sent once.

    It may take a second longer for each answer more: the slowest exercise that ships takes a quarter of one.
    """
    own = ("runs", "loss")
    common = {key: value for key, value in questions[0].request.items() if key not in own}
    answers = [{key: question.request[key] for key in own} for question in questions]
    arrays = {
        f"{number}:{name}": array
        for number, question in enumerate(questions)
        for name, array in question.arrays.items()
    }
    alone = questions[0].limits
    limits = replace(alone, wall=alone.wall + len(questions) - 1)
    return Call("judge_many", {"common": common, "answers": answers}, arrays, limits)


def recognise_call(exercise: Exercise, seeds: list[int], raised: dict[str, Any]) -> Call:
    """An exception on the shown data, to be compared with those of the known mistakes."""
    return Call("recognise", {**_judging(exercise, seeds), "raised": raised}, limits=COURSE_LIMITS)


def train_call(
    exercise: Exercise, source: str, draw: dict[str, Any], arrays: dict[str, Array], trial: Trial
) -> Call:
    """Training with a submission's gradient; streams snapshots of the parameters."""
    curve = exercise.curve
    if curve is None:
        raise ValueError(f"{exercise.id} has no curve")
    request = {
        **_submission(exercise, source),
        "draw": draw,
        "rate": curve.rate if trial.rate is None else trial.rate,
        "start": trial.start,
        "epochs": curve.epochs,
        "batch": curve.batch,
        "optimiser": curve.optimiser,
    }
    limits = Limits(wall=min(curve.limit, MAX_WALL), memory=learner_limits(exercise).memory)
    return Call("train", request, arrays, limits)


def losses_call(
    exercise: Exercise, seed: int, loss: str | None, snapshots: int, arrays: dict[str, Array]
) -> Call:
    """Losses at streamed snapshots, and the curve's metric at the last, computed by the problem on its own data."""
    request = {
        "problem": problem_of(exercise).source,
        "seed": seed,
        "losses": list(exercise.losses),
        "loss": loss,
        "snapshots": snapshots,
        "metric": exercise.curve.metric if exercise.curve else None,
    }
    return Call("losses", request, arrays, COURSE_LIMITS)


def series_call(exercise: Exercise, values: tuple[float, ...]) -> Call:
    """The live plot of an explore exercise at every position of its slider."""
    return Call(
        "series", {"problem": problem_of(exercise).source, "values": list(values)}, limits=COURSE_LIMITS
    )


def kinks_call(exercise: Exercise, seeds: list[int]) -> Call:
    """Where the loss has a kink so near that a step of `h` would reach across it."""
    request = {
        "problem": problem_of(exercise).source,
        "seeds": seeds,
        "h": exercise.h,
        "losses": list(exercise.losses),
    }
    return Call("kinks", request, limits=COURSE_LIMITS)


def facts_call(exercise: Exercise) -> Call:
    """The assertions that a plain question rests on."""
    return Call("facts", {"problem": problem_of(exercise).source}, limits=COURSE_LIMITS)


def script_call(source: str, limits: Limits, exercise: Exercise | None = None) -> Call:
    """A whole script, without verdict."""
    given = exercise.problem.given if exercise is not None and exercise.problem is not None else ""
    return Call("script", {"source": source, "given": given}, limits=limits)
