"""A screen that opens and closes in steps, so that keys are taken in between."""

import asyncio
from typing import Generic

from textual.geometry import Size
from textual.screen import Screen, ScreenResultType

from tui_tutor.app.forgetting import forget_paint


class OpensInSteps(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen whose layout and paint for a new size, such as its first one, are two steps of the event loop.

    Textual 8.2.8 styles, lays out and paints a screen that opens in one step, and then lays it out and paints it once
    more because its size has changed from nothing: 90 ms for a workspace, in which no key is answered.
    """

    _laid_out: Size | None = None
    _shows_its_size = False

    def _screen_resized(self, size: Size) -> None:
        if size != self._laid_out:
            self._shows_its_size = False
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        super()._refresh_layout(size, scroll)
        self._laid_out = size or self._laid_out

    def _compositor_refresh(self) -> None:
        if self._shows_its_size:
            super()._compositor_refresh()
        else:
            self.call_next(self._paint_size)

    async def _paint_size(self) -> None:
        await asyncio.sleep(0)
        if not self._shows_its_size:
            self._shows_its_size = True
            super()._compositor_refresh()

    def on_screen_suspend(self) -> None:
        if self not in self.app.screen_stack:  # closed, and not only covered
            forget_paint(self)
