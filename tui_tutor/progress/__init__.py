"""What is remembered between sessions, in one SQLite file.

Drafts, attempts, bug hunts, hints, the last open place, settings. The file is written through one door, `Store`,
which never deletes what a learner wrote and keeps working, in memory, when nothing can be saved. A draft may also
lie in a file of its own, for other editors. May import `report`, `course`, and of `sandbox` how a file is read.
Public: `Store`, `StoreError`, `state_folder`, and the records that the store hands out.
"""

from tui_tutor.progress.folder import state_folder
from tui_tutor.progress.records import (
    Attempt,
    Draft,
    Ending,
    Habit,
    Hunt,
    Judged,
    Merged,
    OldDraft,
    Saved,
    SavedHunt,
    State,
    StoreError,
)
from tui_tutor.progress.store import Store

__all__ = [
    "Attempt",
    "Draft",
    "Ending",
    "Habit",
    "Hunt",
    "Judged",
    "Merged",
    "OldDraft",
    "Saved",
    "SavedHunt",
    "State",
    "Store",
    "StoreError",
    "state_folder",
]
