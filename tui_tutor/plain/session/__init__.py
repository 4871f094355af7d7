"""`tutor --plain`: the tutor as a conversation of lines, for screen readers, pipes and dumb terminals.

One thing at a time, nothing moves a cursor, every formula is one line. A command is a function from a `Desk`
(whom it talks to), a frozen `Place` (where the learner is) and its argument to the next `Place`.
Public: `hold`, `Desk`, `Place`.
"""

from tui_tutor.plain.session.conversation import hold
from tui_tutor.plain.session.desk import Desk, Place

__all__ = ["Desk", "Place", "hold"]
