"""The judge: numerical derivatives with error bounds, comparison, diagnosis.

Imports numpy, the standard library and `report`. Doors: `check_gradient` and `assert_gradient` for people;
`compare`, `compare_values`, `convergence`, `same_arrays` and `numerical_steps` for the judge call;
`GradientReport` the answer.
"""

from tui_tutor.gradcheck.check import assert_gradient, check_gradient
from tui_tutor.gradcheck.compare import compare
from tui_tutor.gradcheck.convergence import convergence
from tui_tutor.gradcheck.record import GradientReport, ParameterCheck
from tui_tutor.gradcheck.steps import numerical_steps
from tui_tutor.gradcheck.values import compare_values, same_arrays

__all__ = [
    "GradientReport",
    "ParameterCheck",
    "assert_gradient",
    "check_gradient",
    "compare",
    "compare_values",
    "convergence",
    "numerical_steps",
    "same_arrays",
]
