"""The keys at the bottom: one line, one widget, so that moving between panes costs nothing."""

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

MOST, MOST_WHERE_WIDE = 5, 7  # besides the palette
WIDE = 98
LAST = ("ctrl+r", "b")  # what can also be reached by turning tabs, and what nobody needs, gives way first


class KeyLine(Static):
    """The keys that the focused widget and its screen want shown; each can be clicked.

    Textual's own footer builds a widget for every key, anew at every change of focus.
    """

    DEFAULT_CSS = """
    KeyLine {
        dock: bottom; height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis;
        color: $footer-foreground; background: $footer-background;
        link-style: none; link-color: $footer-foreground; link-background-hover: $primary;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen and self.is_attached:
            self.show_keys()

    def on_resize(self) -> None:
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys of this moment. A screen that knows its focus may ask for it before the first paint."""
        self.update(self.line(), layout=False)

    @property
    def _width(self) -> int:
        """Cells there are for keys; until the screen is laid out, those that there will be."""
        return self.content_size.width or self.app.size.width - 2

    def keys(self) -> list[tuple[str, str, str]]:
        """Key as it is written, words, and the action of every key that is shown."""
        shown: dict[str, tuple[str, str, str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.show and active.enabled and binding.action not in shown:
                key = self.app.get_key_display(binding)
                shown[binding.action] = (key, binding.description, binding.key)
        return sorted(shown.values(), key=lambda key: _place(key[2]))[
            : MOST_WHERE_WIDE if self._width >= WIDE else MOST
        ]

    def line(self) -> Content:
        """The whole line, the palette at its right end; where there is no room, its word goes, then keys."""
        palette_key = self.app.COMMAND_PALETTE_BINDING
        shown = [self._key(*key) for key in self.keys()]
        palette = self._key("^p", "palette", palette_key)
        if self._space(shown, palette) < 0:
            palette = self._key("^p", "", palette_key)
        while shown and self._space(shown, palette) < 0:
            shown.pop()
        space = " " * max(0, self._space(shown, palette))
        return Content.assemble(*(key + "  " for key in shown), space, palette)

    def _space(self, shown: list[Content], palette: Content) -> int:
        keys = sum(key.cell_length + 2 for key in shown)
        return self._width - keys - palette.cell_length

    def _key(self, key: str, words: str, press: str) -> Content:
        content = Content.assemble((key, "bold $footer-key-foreground"), f" {words}" if words else "")
        return content.stylize(f"@click=app.simulate_key('{press}')")


def _place(key: str) -> int:
    """Function keys by their number, after the others, which keep their order."""
    if key in LAST:
        return 99
    return int(key[1:]) if key[:1] == "f" and key[1:].isdecimal() else 0
