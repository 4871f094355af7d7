"""From which width on everything is in view at once."""

BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
