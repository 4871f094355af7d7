"""An exercise's `ID.py` as a record: how it is judged, what is given, what the solution is."""

from collections.abc import Sequence

from tui_tutor.course.anatomy import Anatomy
from tui_tutor.course.cutting import CURVE_STEP, TUTORS, USE, given_module, solution_needs, submission
from tui_tutor.course.types import CourseError, Judged, Problem

_SIGNATURES: dict[str, tuple[str, ...]] = {
    "draw": ("rng", "shown"),
    "expected": ("draw",),
    "curve_data": ("rng",),
    "facts": ("rng",),
    "series": ("value",),
    USE: ("function", "draw"),
    CURVE_STEP: ("function", "draw", "rate", "state"),
    "curve_loss": ("params", "draw"),
}
_LOSS = ("params", "draw", "probes", "loss_fn")
RESERVED = frozenset([*_SIGNATURES, "loss", "given"])


def read_problem(anatomy: Anatomy, function: str, *, question: bool) -> Problem:
    """The record of a problem file; `function` is the learner's, empty for a plain question.

    Raises CourseError with the line in the file, or without one when something is missing.
    """
    _signatures(anatomy)
    _secrets(anatomy)
    judged: Judged = "question" if question else _judged(anatomy)
    if not question:
        _solution(anatomy, function)
    names = tuple(piece.names[0] for piece in anatomy.given())
    return Problem(
        path=anatomy.path,
        source=anatomy.source,
        judged=judged,
        given=given_module(anatomy),
        given_names=tuple(name for name in names if name not in TUTORS),
        has_use=USE in names,
        has_curve_data="curve_data" in anatomy.functions,
        has_curve_step=CURVE_STEP in names,
        has_curve_loss="curve_loss" in anatomy.functions,
        has_series="series" in anatomy.functions,
        has_facts="facts" in anatomy.functions,
        solution="" if question else solution_text(anatomy, function),
        arguments=tuple(name for name in anatomy.parameters(function) if not name.startswith("*")),
    )


def solution_text(anatomy: Anatomy, function: str) -> str:
    """The official answer as a submission, the function exactly as the author wrote it."""
    return submission(anatomy, anatomy.functions[function].text, solution_needs(anatomy, function))


def _signatures(anatomy: Anatomy) -> None:
    for name, wanted in _SIGNATURES.items():
        if name in anatomy.functions and anatomy.parameters(name) != wanted:
            raise _signature(anatomy, name, wanted)
    if "loss" in anatomy.functions:
        found = anatomy.parameters("loss")
        wanted = tuple(name for name in _LOSS if name in found or name in _LOSS[:2])
        if found != wanted:
            raise _signature(anatomy, "loss", wanted)


def _signature(anatomy: Anatomy, name: str, wanted: Sequence[str]) -> CourseError:
    problem = f"{name} is called by the tutor. Write it as: def {name}({', '.join(wanted)})"
    return anatomy.error(anatomy.functions[name].line, problem)


def _secrets(anatomy: Anatomy) -> None:
    """What the learner's call must not contain is not given, and what runs beside it is."""
    for name in RESERVED - {*TUTORS, "given"}:
        if name in anatomy.functions and anatomy.functions[name].given:
            problem = f'"{name}" is for the judge, never for the learner. Take @given away.'
            raise anatomy.error(anatomy.functions[name].line, problem)
    for name in TUTORS:
        if name in anatomy.functions and not anatomy.functions[name].given:
            problem = f'"{name}" runs beside the learner\'s code. Decorate it with @given.'
            raise anatomy.error(anatomy.functions[name].line, problem)


def _judged(anatomy: Anatomy) -> Judged:
    if "draw" not in anatomy.functions:
        raise CourseError(anatomy.path, "there is no draw(rng, shown). Add it: it makes the data.")
    both = [name for name in ("loss", "expected") if name in anatomy.functions]
    if len(both) == 2:
        problem = "there is a loss and an expected. Keep loss for a gradient, or expected for a value."
        raise anatomy.error(anatomy.functions["expected"].line, problem)
    if not both:
        problem = "there is no loss(params, draw) and no expected(draw). Add the one that this is judged by."
        raise CourseError(anatomy.path, problem)
    return "gradient" if both == ["loss"] else "value"


def _solution(anatomy: Anatomy, function: str) -> None:
    if function not in anatomy.functions:
        problem = (
            f'there is no function "{function}": the solution stands under the name that the learner writes.'
        )
        raise CourseError(anatomy.path, problem)
    piece = anatomy.functions[function]
    if piece.given:
        raise anatomy.error(piece.line, f'"{function}" is the solution. Take @given away.')
