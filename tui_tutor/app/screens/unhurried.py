"""A screen that lets the event loop come around between two things that it does, so that keys are taken in."""

import asyncio
from typing import Generic

from textual import events
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType


class Unhurried(Screen[ScreenResultType], Generic[ScreenResultType]):
    """Styles, layout and paint are steps of their own, and an opened screen is not laid out for its size again.

    Textual 8.2.8 works off whatever waits for a screen in one go, and lays out and paints in one. A layout that the
    next one overtakes is not painted here.
    """

    _laid_out: Size | None = None
    _laying_out = False

    async def on_event(self, event: events.Event) -> None:
        await super().on_event(event)
        await asyncio.sleep(0)

    def _screen_resized(self, size: Size) -> None:
        if size != self._laid_out:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._laying_out = True
        super()._refresh_layout(size, scroll)
        self._laying_out = False
        self._laid_out = size or self._laid_out

    def _compositor_refresh(self) -> None:
        if self._laying_out:
            self.call_next(self._paint)  # before whatever waits for the paint
        else:
            super()._compositor_refresh()

    async def _paint(self) -> None:
        await asyncio.sleep(0)
        if not self._layout_required:
            self._compositor.update_widgets(self._dirty_widgets)
            super()._compositor_refresh()
