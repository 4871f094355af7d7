"""From which width on everything is in view at once."""

WIDE = 100
BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
