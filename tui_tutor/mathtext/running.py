"""Where formulas stand in running text: `$$...$$` over several lines, `$...$` within one; prices are none."""

import re

_DISPLAY = r"\$\$(.+?)\$\$"
_INLINE = r"(?<![\\$\d])\$(?!\s)([^$\n]+?)(?<![\s\\])\$(?!\d)"

DISPLAY = re.compile(_DISPLAY, re.DOTALL)
INLINE = re.compile(_INLINE)
FORMULA = re.compile(f"{_DISPLAY}|{_INLINE}", re.DOTALL)
