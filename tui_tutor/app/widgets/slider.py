"""A slider over given values, moved with the arrow keys, the mouse or the wheel."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui_tutor.app.glyphs import Glyphs
from tui_tutor.report import number


class Slider(Widget):
    """Shows where `at` is among the values; `Moved` says that it changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", "Smaller", show=False),
        Binding("right", "move(1)", "Larger", show=False),
        Binding("home", "move(-1000000)", "Smallest", show=False),
        Binding("end", "move(1000000)", "Largest", show=False),
    ]
    DEFAULT_CSS = "Slider { height: 1; width: 1fr; }"

    at: reactive[int] = reactive(0)

    class Moved(Message):
        """Another value was chosen."""

        def __init__(self, value: float) -> None:
            super().__init__()
            self.value = value

    def __init__(
        self, label: str, values: tuple[float, ...], glyphs: Glyphs, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.label, self.values, self.glyphs = label, values, glyphs
        self.can_focus = True
        self._value_width = max(len(number(value)) for value in values)

    @property
    def value(self) -> float:
        return self.values[self.at]

    def validate_at(self, at: int) -> int:
        return min(max(at, 0), len(self.values) - 1)

    def watch_at(self) -> None:
        self.post_message(self.Moved(self.value))

    def action_move(self, by: int) -> None:
        self.at += by

    def _track(self) -> tuple[int, int]:
        """Where the track begins and how long it is, in cells."""
        start = len(self._head())
        return start, max(3, self.content_size.width - start)

    def _head(self) -> str:
        return f"{self.label} = {number(self.value):<{self._value_width}}  "

    def render(self) -> Content:
        _, length = self._track()
        last = max(1, len(self.values) - 1)
        knob = round(self.at / last * (length - 1))
        return Content.assemble(
            (self._head(), "bold"),
            (self.glyphs.full * knob, "$text-primary"),
            (self.glyphs.knob, "bold $text-accent"),
            (self.glyphs.empty * (length - 1 - knob), "dim"),
        )

    def _go_to(self, x: int) -> None:
        start, length = self._track()
        self.at = round((x - start) / max(1, length - 1) * (len(self.values) - 1))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._go_to(event.x - self.gutter.left)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._go_to(event.x - self.gutter.left)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.at += 1

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.at -= 1
