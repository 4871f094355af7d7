"""A list whose highlighted row is in one colour: signs and words say what the other colours would, legibly."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widgets import OptionList


class Rows(OptionList):
    """Options with coloured words in them, which would vanish on the colour of the highlight.

    Without colours the highlighted row is painted the other way round.
    """

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        first = next(iter(strip), None)
        style = first.style if first else None
        if self.highlighted is None or style is None or style.meta.get("option") != self.highlighted:
            return strip
        colour = self.get_component_rich_style("option-list--option-highlighted").color
        plain = Style(color=colour, dim=False, reverse=self.app.no_color or None)
        segments = [Segment(text, (style or Style()) + plain, control) for text, style, control in strip]
        return Strip(segments, strip.cell_length)
