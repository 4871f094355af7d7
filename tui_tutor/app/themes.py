"""Four themes of our own. Their text colours are stated, so that contrast is a fact and not a hope."""

from textual.theme import Theme

DEFAULT = "tutor-dark"

# Text on $background and $surface has a contrast of at least 4.5 (WCAG AA): tests measure it.
_DARK = Theme(
    name="tutor-dark",
    primary="#5FA8E6",
    secondary="#A98BE0",
    accent="#E8B45A",
    warning="#E8B45A",
    error="#F2777A",
    success="#78C98B",
    foreground="#DDE1E6",
    background="#15181C",
    surface="#1B1F24",
    panel="#242A31",
    dark=True,
    variables={
        "text-primary": "#8CC2F0",
        "text-secondary": "#C3ACEE",
        "text-accent": "#EFC684",
        "text-warning": "#EFC684",
        "text-error": "#F59A9C",
        "text-success": "#93D6A3",
        "block-cursor-background": "#2F5D86",
        "block-cursor-foreground": "#FFFFFF",
        "input-selection-background": "#2B4560",
        "footer-key-foreground": "#EFC684",
    },
)

_LIGHT = Theme(
    name="tutor-light",
    primary="#1F5F99",
    secondary="#6A3FA0",
    accent="#8A5300",
    warning="#8A5300",
    error="#A8202A",
    success="#1C6B33",
    foreground="#20252B",
    background="#FAFAF7",
    surface="#F1F1EC",
    panel="#E4E4DD",
    dark=False,
    variables={
        "text-primary": "#1A5488",
        "text-secondary": "#5D358F",
        "text-accent": "#784800",
        "text-warning": "#784800",
        "text-error": "#981B25",
        "text-success": "#185D2C",
        "block-cursor-background": "#1F5F99",
        "block-cursor-foreground": "#FFFFFF",
        "input-selection-background": "#C9DDF0",
        "footer-key-foreground": "#1A5488",
    },
)

# Blue and orange of Okabe and Ito's palette ("Color Universal Design", 2008), told apart by all eyes.
_CONTRAST = Theme(
    name="tutor-contrast",
    primary="#56B4E9",
    secondary="#F0E442",
    accent="#F0E442",
    warning="#F0E442",
    error="#E69F00",
    success="#56B4E9",
    foreground="#FFFFFF",
    background="#000000",
    surface="#000000",
    panel="#1A1A1A",
    dark=True,
    variables={
        "text-primary": "#8CCBF0",
        "text-secondary": "#F5EC7A",
        "text-accent": "#F5EC7A",
        "text-warning": "#F5EC7A",
        "text-error": "#F2B33D",
        "text-success": "#8CCBF0",
        "block-cursor-background": "#FFFFFF",
        "block-cursor-foreground": "#000000",
        "input-selection-background": "#0A4A70",
        "footer-key-foreground": "#F5EC7A",
    },
)

# The same two hues, dark on white.
_CONTRAST_LIGHT = Theme(
    name="tutor-contrast-light",
    primary="#00578A",
    secondary="#5B2C83",
    accent="#5F4B00",
    warning="#5F4B00",
    error="#8A3B00",
    success="#00578A",
    foreground="#000000",
    background="#FFFFFF",
    surface="#FFFFFF",
    panel="#ECECEC",
    dark=False,
    variables={
        "text-primary": "#004A75",
        "text-secondary": "#4E2372",
        "text-accent": "#524000",
        "text-warning": "#524000",
        "text-error": "#7A3300",
        "text-success": "#004A75",
        "block-cursor-background": "#000000",
        "block-cursor-foreground": "#FFFFFF",
        "input-selection-background": "#CFE4F5",
        "footer-key-foreground": "#004A75",
    },
)

THEMES = (_DARK, _LIGHT, _CONTRAST, _CONTRAST_LIGHT)
