"""What is closed is forgotten, with everything that it has painted, a little at a time."""

import contextlib
import gc

from textual.widget import Widget

YOUNG = 20_000  # objects that are made before it is looked which of them are still needed: 3 ms
NEVER = 1_000_000


def freeze_imports() -> None:
    """What was made so far stays, and is not looked through again. From now on `collect` looks for garbage.

    Left to itself, Python would look when ten times `YOUNG` objects are there, in the middle of something that the
    learner waits for: 50 to 100 ms for the screens that were closed since.
    """
    gc.freeze()
    gc.set_threshold(YOUNG, NEVER, NEVER)
    gc.enable()


def collect() -> None:
    """Take away what is no more needed, if much was made since the last time. For a timer: 10 to 40 ms."""
    if gc.get_count()[1]:
        gc.collect()


def forget_paint(closed: Widget) -> None:
    """Let go of the painted lines of a widget and its children, which otherwise wait for the garbage collector."""
    with contextlib.suppress(AttributeError):  # another Textual may not have the cache
        for widget in closed.walk_children(Widget, with_self=True):
            widget._styles_cache.clear()


def forget_closed() -> None:
    """Let go of the painted lines of widgets that are no more.

    Textual 8.2.8 remembers a pair of colours for each of the last 1,024 widgets that it painted, under a key that
    holds all the lines of that widget: after an hour, some 30 MB of screens that are closed. The colours are cheap.
    """
    with contextlib.suppress(ImportError, AttributeError):  # another Textual may not have the cache
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()
