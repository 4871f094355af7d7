"""What is wrong with a wrong gradient, from the numbers alone.

Runs only after the verdict `wrong`. Hypotheses are tried from the most specific; one is accepted only if it
explains every entry within its error bar, so a wrong explanation needs a coincidence. Nothing fits: nothing
is said.
"""

from tui_tutor.gradcheck.diagnosis.diagnose import diagnose, diagnose_values
from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence, Size, named_sizes, sizes_of_shapes
from tui_tutor.gradcheck.diagnosis.words import VALUE

__all__ = [
    "VALUE",
    "Compared",
    "Evidence",
    "Size",
    "diagnose",
    "diagnose_values",
    "named_sizes",
    "sizes_of_shapes",
]
