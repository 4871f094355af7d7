"""The pictures of a check: how the difference of every array depends on the step, on the draw that its record is of."""

from collections.abc import Sequence

from msgspec.structs import replace

from tui_tutor import gradcheck
from tui_tutor.calls.arrays import Arrays
from tui_tutor.calls.ground import Ground
from tui_tutor.calls.problem import MOVED, SHOWN
from tui_tutor.report import Convergence, ParameterResult


def with_pictures(
    results: tuple[ParameterResult, ...],
    grounds: Sequence[Ground],
    answers: Sequence[Arrays],
    chosen: str | None,
) -> tuple[ParameterResult, ...]:
    """The records of gradients with their pictures: every array's on the shown data, elsewhere what disagrees there."""
    found: dict[str, Convergence] = {}
    for ground, answer in zip(grounds, answers, strict=True):
        wanted = {result.name for result in results if result.draw == ground.label and _is_seen(result)}
        if wanted:
            found |= _on(ground, ground.under_its_name(answer), wanted, chosen)
    return tuple(replace(result, convergence=found.get(result.name)) for result in results)


def _is_seen(result: ParameterResult) -> bool:
    return result.draw == SHOWN or result.verdict != "correct"


def _on(ground: Ground, answer: Arrays, wanted: set[str], chosen: str | None) -> dict[str, Convergence]:
    """Hidden data are stepped over by powers of ten: a step in the unit of an array would give its size away."""
    unit = gradcheck.size if ground.label in (SHOWN, MOVED) else gradcheck.power_of_ten
    some = {name: array for name, array in answer.items() if name in wanted}
    return gradcheck.pictures(ground.ruler(answer, chosen), some, unit)
