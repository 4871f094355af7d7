"""What every program of ours with a screen can do: show its keys, go to the shell, come back as it was."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from tui_tutor.app.ascii_lines import AsciiLines
from tui_tutor.app.glyphs import Glyphs, glyphs_for
from tui_tutor.app.themes import DEFAULT, THEMES

AT_ONCE = 40  # widgets that are restyled in one step of the event loop: about 15 ms


class Program(App[int]):
    """An application that has a help screen, and leaves the terminal to the shell and takes it again.

    `theme` is the learner's, by name. `glyphs` is for tests; otherwise the terminal decides.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help"),
        # Where an editor has the keys, this one undoes.
        Binding("ctrl+z", "suspend_process", "To the shell; fg comes back", show=False),
    ]

    def __init__(self, theme: Any = None, glyphs: Glyphs | None = None) -> None:
        # Set later, an ANSI theme would be painted black on black under NO_COLOR (Textual 8.2.8).
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.glyphs = glyphs or glyphs_for(os.environ, getattr(sys.__stdout__, "encoding", None))
        for one in THEMES:
            self.register_theme(one)
        # Set before there is anything to repaint: as a change, it would have every style parsed twice.
        self.set_reactive(App.theme, DEFAULT)
        self.stylesheet.set_variables(self.get_css_variables())
        if theme in self.available_themes:
            self.theme = theme

    def on_mount(self) -> None:
        self.set_class(self.glyphs.ascii, "-ascii")
        # After a stop that came from outside, Textual 8.2.8 paints only what changes later (its pull request 6369).
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = super().get_line_filters()
        return [*filters, AsciiLines()] if self.glyphs.ascii else filters

    def action_suspend_process(self) -> None:
        """Stop everything that the shell started together with this, as the terminal itself would.

        Textual's own action stops only this process, so that a launcher before it goes on waiting (its issue 6298).
        """
        if sys.platform == "win32" or self._driver is None or not self._driver.can_suspend:
            self.notify("This terminal has no shell behind it to go to.", markup=False)
            return
        with self.suspend():
            textuals = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            try:
                os.kill(0, signal.SIGTSTP)  # goes on here after `fg`
            finally:
                signal.signal(signal.SIGTSTP, textuals)

    def refresh_css(self, animate: bool = True) -> None:
        """For another theme: Textual 8.2.8 would read all styles and restyle every screen in one step."""
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.reparse()
        self.stylesheet.update_nodes([self], animate)
        for screen in reversed(self.screen_stack):
            self.call_later(self._restyle, screen, animate)

    async def _restyle(self, screen: Screen[object], animate: bool) -> None:
        widgets = list(screen.walk_children(with_self=True))
        for first in range(0, len(widgets), AT_ONCE):
            await asyncio.sleep(0)
            self.stylesheet.update_nodes(widgets[first : first + AT_ONCE], animate)
        screen.refresh(layout=True)

    def get_key_display(self, binding: Binding) -> str:
        """F1, not f1: as keyboards write it."""
        shown = super().get_key_display(binding)
        if shown[:1] == "f" and shown[1:].isdecimal():
            return shown.upper()
        return "enter" if binding.key == "enter" else shown

    def action_help(self) -> None:
        """The keys of the screen, which are read from its bindings."""
        from tui_tutor.app.screens.help import HelpScreen  # here: the first paint does without

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))
