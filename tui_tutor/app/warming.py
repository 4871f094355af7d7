"""What the workspace will need, imported while the learner still looks at the map."""

import asyncio
from importlib import import_module

# In the order of need. Each takes 20 to 150 ms; the first paint waits for none of them.
MODULES = (
    "tui_tutor.app.widgets.lesson_markdown",
    "textual.widgets._text_area",
    "tree_sitter_python",
    "tui_tutor.app.screens.workspace",
    "tui_tutor.app.screens.lesson",
    "plotext",
)


async def warm_imports() -> None:
    """Import them in a thread, one after the other, so that keys are answered in between."""
    for name in MODULES:
        await asyncio.to_thread(import_module, name)
