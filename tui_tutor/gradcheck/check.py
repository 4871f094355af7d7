"""The whole check of a gradient function: side effects, its values here, its values at a second point."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tui_tutor.gradcheck.compare import agrees, compared, explained, undecided
from tui_tutor.gradcheck.diagnosis import Size, named_sizes, sizes_of_shapes
from tui_tutor.gradcheck.effects import Watch, as_arguments, called_twice, copied, same_bits
from tui_tutor.gradcheck.outside import moved, reads_from_outside, why_not_in_place
from tui_tutor.gradcheck.point import Loss, NotOneNumberError, Point, private_copies
from tui_tutor.gradcheck.record import GradientReport
from tui_tutor.gradcheck.remarks import remarks
from tui_tutor.gradcheck.ruler import ENTRIES, Ruler
from tui_tutor.gradcheck.steps import steps_at, usual_steps
from tui_tutor.report import Diagnosis, Verdict

Gradient = Callable[[dict[str, Any]], Any] | Mapping[str, Any]


def check_gradient(
    loss: Loss,
    gradient: Gradient,
    params: Mapping[str, Any],
    *,
    inputs: Mapping[str, Any] | None = None,
    seed: int = 0,
    sizes: Mapping[str, int] | None = None,
    h: float = 1e-4,
    entries: int = ENTRIES,
) -> GradientReport:
    """Whether `gradient` is the gradient of `loss` at `params`, and if not, what is wrong with it.

    `loss(params)` returns one number. `gradient(params)` returns a dict with the keys and shapes of `params`,
    or is that dict itself. `inputs`, {"X": X, "y": y}, are arrays that nobody may change: a change is named
    and undone. When the gradient is wrong they are changed for a moment, and put back, to recognise that of
    the first sample alone; that needs a loss that reads these very arrays. `sizes`, {"n": 5, "d": 2}, gives
    names to constants in a diagnosis; without it the shapes do. `h` is the step at which a gradient that is
    a finite difference itself is recognised. More than `entries` entries in all are judged along directions,
    with a sample of them.

    A gradient function is called twice, and once more at a second point nearby when it is right at the first.
    Everything is evaluated in float64 copies; a loss that reads its parameters from outside is evaluated by
    moving the caller's own arrays, which are put back bit for bit. Exceptions of `loss` and `gradient` pass.
    Raises TypeError when `params` holds something that is not an array of real numbers.
    """
    watched = inputs or {}
    known = named_sizes(sizes) if sizes is not None else _sizes(watched, params)
    check = _Check(loss, gradient, params, watched, seed, known, h, entries)
    with np.errstate(all="ignore"):
        report = check.report()
    return replace(report, notes=(*remarks(params, watched), *report.notes))


def assert_gradient(
    loss: Loss, gradient: Gradient, params: Mapping[str, Any], **options: Any
) -> GradientReport:
    """`check_gradient` for a test: raises AssertionError with the whole report unless all is correct."""
    report = check_gradient(loss, gradient, params, **options)
    if report.verdict != "correct":
        raise AssertionError(f"\n{report}")
    return report


def _sizes(inputs: Mapping[str, Any], params: Mapping[str, Any]) -> tuple[Size, ...]:
    return sizes_of_shapes({name: np.shape(array) for name, array in {**inputs, **params}.items()})


@dataclass(frozen=True)
class _Check:
    """The question of one `check_gradient`; each method answers a part of it."""

    loss: Loss
    gradient: Gradient
    params: Mapping[str, Any]
    inputs: Mapping[str, Any]
    seed: int
    sizes: tuple[Size, ...]
    h: float
    entries: int

    def report(self) -> GradientReport:
        watch = Watch({**self.inputs, **as_arguments(self.params)})
        try:
            point = Point(self.loss, private_copies(self.params))
        except NotOneNumberError as error:
            return undecided(self.params, str(error))
        doubt = self._no_function(point, watch)
        if doubt is not None:
            return undecided(self.params, doubt)
        defined = np.isfinite(point.value)
        if not defined or not reads_from_outside(self.loss, point, self.params, self.seed):
            return self._judged(point, in_place=False)
        obstacle = why_not_in_place(self.params)
        if obstacle is not None:
            note = f"the loss reads its parameters from outside of its argument, and {obstacle}"
            return undecided(self.params, note)
        report = self._judged(Point(self.loss, dict(self.params)), in_place=True)
        note = "the loss reads its parameters from outside: your own arrays were moved, and put back"
        return replace(report, notes=(note, *report.notes))

    def _no_function(self, point: Point, watch: Watch) -> str | None:
        """Why the loss is no function of its parameters: it changes arrays, or two calls differ."""
        again = point.here()
        changed = watch.changed()
        changed += [f"params[{k!r}]" for k, p in point.arrays.items() if not same_bits(p, point.kept[k])]
        if changed:
            return f"the loss changes {', '.join(changed)} in place, so it has no gradient to compare with"
        if np.isfinite(point.value) and again != point.value:
            return (
                f"two calls of the loss with the same parameters differ by {abs(again - point.value):.2g}: "
                "draw random numbers once, outside of it"
            )
        return None

    def _judged(self, point: Point, *, in_place: bool) -> GradientReport:
        """Side effects, the values here, and, when all of that is right, the values at a second point."""
        if not callable(self.gradient):
            report = self._recognised(self._compared(point, copied(self.gradient)), point)
            note = "the gradient was given as a dict, so it was checked at this one point only"
            return replace(report, notes=(*report.notes, note))
        watched = dict(self.inputs) if in_place else {**self.inputs, **as_arguments(self.params)}
        fresh = (lambda: dict(self.params)) if in_place else (lambda: private_copies(self.params))
        answer, faults = called_twice(self.gradient, fresh, watched)
        report = self._compared(point, answer)
        if faults:
            return replace(report, verdict="wrong", diagnoses=faults + report.diagnoses)
        if report.verdict == "wrong":
            return report
        return self._nearby(self._recognised(report, point), point, self.gradient, in_place)

    def _compared(self, point: Point, answer: Any) -> GradientReport:
        ruler = Ruler(point, seed=self.seed, entries=self.entries)
        return explained(compared(ruler, answer), ruler, self.inputs, self.sizes)

    def _recognised(self, report: GradientReport, point: Point) -> GradientReport:
        """A note on a right answer that is a finite difference itself."""
        if report.verdict != "correct":
            return report
        analytic = {name: check.analytic for name, check in report.parameters.items()}
        step = next(iter(steps_at(point, analytic, usual_steps(self.h))), None)
        if step is None:
            return report
        note = f"this is, bit for bit, the central difference with h = {step:g}: right, and not a formula"
        return replace(report, notes=(*report.notes, note))

    def _nearby(
        self, report: GradientReport, point: Point, gradient: Callable[[dict[str, Any]], Any], in_place: bool
    ) -> GradientReport:
        """A gradient that is not wrong here, asked again nearby: zeros and equal values hide mistakes."""
        there = moved(point.kept, self.seed + 1)
        if in_place:
            for name, p in self.params.items():
                p[...] = there[name]
            there = dict(self.params)
        try:
            second = self._second(there, gradient)
        finally:
            if in_place:
                for name, p in self.params.items():
                    p[...] = point.kept[name]
        if second is None:
            return report
        if isinstance(second, str):
            return replace(report, notes=(*report.notes, second))
        here = _only_here(second, report.verdict)
        return replace(second, diagnoses=(here, *second.diagnoses), notes=report.notes)

    def _second(
        self, there: dict[str, Any], gradient: Callable[[dict[str, Any]], Any]
    ) -> GradientReport | str | None:
        """What is wrong at the second point, why there is no comparison, or nothing when it agrees."""
        try:
            ruler = Ruler(Point(self.loss, there), seed=self.seed, entries=self.entries)
        except (ArithmeticError, ValueError):
            return "the loss cannot be computed at a second point nearby, so only this one was checked"
        if not np.isfinite(ruler.point.value):
            return f"the loss is {ruler.point.value} at a second point nearby, so only this one was checked"
        answer = copied(gradient(dict(there)))
        if agrees(ruler, answer):
            return None
        found = explained(compared(ruler, answer), ruler, self.inputs, self.sizes)
        if found.verdict == "undecided":
            return "at a second point nearby the loss could not be judged, so only this one counts"
        return found if found.verdict == "wrong" else None


def _only_here(second: GradientReport, verdict: Verdict) -> Diagnosis:
    names = ", ".join(name for name, check in second.parameters.items() if check.verdict == "wrong")
    here = "right" if verdict == "correct" else "not to be judged"
    message = (
        f"{names}: {here} at the point you gave, wrong at a second one nearby; the numbers shown are from "
        "there. Zeros and equal values hide a mistake: a term that is multiplied by 0, a slope that is "
        "alike everywhere."
    )
    return Diagnosis("shown-data-only", None, message, {"wrong": names})
