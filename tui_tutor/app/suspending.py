"""To the shell and back: Ctrl+Z stops the program as it stops others, `fg` brings it back as it was."""

import os
import signal
import sys
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType


class Suspendable(App[int]):
    """An application that leaves the terminal to the shell and takes it again."""

    # Where an editor has the keys, Ctrl+Z undoes.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "To the shell; fg comes back", show=False)
    ]

    def on_mount(self) -> None:
        # After a stop that came from outside, Textual 8.2.8 paints only what changes later (its pull request 6369).
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

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
