"""What is closed is forgotten, with everything that it has painted."""

import contextlib


def forget_closed() -> None:
    """Let go of the painted lines of widgets that are no more.

    Textual 8.2.8 remembers a pair of colours for each of the last 1,024 widgets that it painted, under a key that
    holds all the lines of that widget: after an hour, some 30 MB of screens that are closed. The colours are cheap.
    """
    with contextlib.suppress(ImportError, AttributeError):  # another Textual may not have the cache
        from textual._styles_cache import StylesCache

        StylesCache.get_inner_outer.cache_clear()
