"""The colours of Python code, made from the theme in use: Textual's own are legible on dark only."""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color
from textual.widgets.text_area import TextAreaTheme

NAME = "tutor"


def syntax_theme(variables: Mapping[str, str]) -> TextAreaTheme:
    """A theme for `TextArea` from the variables of the app's theme (`App.theme_variables`)."""

    def text(name: str) -> Style:
        return Style(color=Color.parse(variables[name]).rich_color)

    foreground, surface = Color.parse(variables["foreground"]), Color.parse(variables["surface"])
    plain = Style(color=foreground.rich_color)
    quiet = Style(color=surface.blend(foreground, 0.75).rich_color)
    keyword = text("text-primary") + Style(bold=True)
    function, string, number = text("text-accent"), text("text-success"), text("text-secondary")
    styles = dict.fromkeys(
        ("keyword.function", "keyword.return", "keyword.operator", "conditional", "repeat", "include"),
        keyword,
    )
    styles |= dict.fromkeys(("keyword", "exception", "include"), keyword)
    styles |= dict.fromkeys(
        ("function", "function.call", "method", "method.call", "type", "class", "constructor"), function
    )
    styles |= dict.fromkeys(("string", "string.documentation"), string)
    styles |= dict.fromkeys(("number", "float", "boolean", "constant.builtin"), number)
    styles |= dict.fromkeys(
        ("operator", "punctuation.bracket", "punctuation.delimiter", "variable", "parameter"), plain
    )
    styles["comment"] = quiet + Style(italic=True)
    return TextAreaTheme(
        NAME, gutter_style=quiet, cursor_line_gutter_style=plain + Style(bold=True), syntax_styles=styles
    )
