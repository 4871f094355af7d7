"""The judge: numerical derivatives with error bounds, comparison, diagnosis.

Imports numpy, the standard library and `report`. Doors: `check_gradient` and `assert_gradient` for people;
`Ruler` with `agrees`, `compared`, `explained`, `pictures` (in the unit `size` or `power_of_ten`) and `steps_at` for
the judge call, which asks many questions at one point; `compare_values` and
`same_arrays` for values; `GradientReport` the answer.
"""

from tui_tutor.gradcheck.check import assert_gradient, check_gradient
from tui_tutor.gradcheck.compare import agrees, compare, compared, explained
from tui_tutor.gradcheck.convergence import convergence, pictures, power_of_ten
from tui_tutor.gradcheck.diagnosis import named_sizes
from tui_tutor.gradcheck.record import GradientReport, ParameterCheck
from tui_tutor.gradcheck.ruler import Ruler
from tui_tutor.gradcheck.scale import size
from tui_tutor.gradcheck.steps import numerical_steps, steps_at, usual_steps
from tui_tutor.gradcheck.values import compare_values, same_arrays

__all__ = [
    "GradientReport",
    "ParameterCheck",
    "Ruler",
    "agrees",
    "assert_gradient",
    "check_gradient",
    "compare",
    "compare_values",
    "compared",
    "convergence",
    "explained",
    "named_sizes",
    "numerical_steps",
    "pictures",
    "power_of_ten",
    "same_arrays",
    "size",
    "steps_at",
    "usual_steps",
]
