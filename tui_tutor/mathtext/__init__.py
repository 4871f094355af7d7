"""A TeX formula as lines of terminal text.

`render` sets a formula in two dimensions, `inline` on one line where nothing may become ambiguous:
fractions get parentheses as soon as they need them. Neither ever raises: what is unknown or broken is shown
as the TeX that it is, and `unknown` says why. A leaf that imports nothing but the standard library. Public:
`render`, `inline`, `unknown`, `commands`, `width`; `running` says where formulas stand in a text.
"""

from tui_tutor.mathtext.boxes import width
from tui_tutor.mathtext.formula import commands, inline, render, unknown

__all__ = ["commands", "inline", "render", "unknown", "width"]
