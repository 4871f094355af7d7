"""What the workspace will need, imported while the learner still looks at the map."""

import asyncio
from contextlib import suppress
from importlib import import_module

# In the order of need. Each takes 20 to 150 ms; the first paint waits for none of them.
MODULES = (
    "tui_tutor.app.widgets.lesson_markdown",
    "textual.widgets._text_area",
    "tree_sitter_python",
    "tui_tutor.app.screens.workspace",
    "tui_tutor.app.screens.lesson",
    "tui_tutor.app.screens.dialogs",
    "tui_tutor.app.screens.attempt",
    "plotext",
)


PATIENCE = 2.0  # seconds to wait for something that is being opened, which may also be given up


async def warm_imports(at_rest: asyncio.Event) -> None:
    """Import them in a thread, one after the other, so that keys are answered in between.

    While not `at_rest`, something is being opened that the learner waits for: two threads would be in each other's way.
    """
    for name in MODULES:
        with suppress(TimeoutError):
            await asyncio.wait_for(at_rest.wait(), PATIENCE)
        await asyncio.to_thread(import_module, name)
