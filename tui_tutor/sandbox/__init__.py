"""One confined call of foreign code.

May import `report` only, never numpy. Public: `open_sandbox`, `head_start`, `Sandbox`, `RunningCall`, `Call`,
`Ahead`, `CallResult`, `Limits`, `Array`, `Snapshot`, `SandboxError`; `clean` and `clean_name` for text;
`read_submission`, `read_stream`, `decode_submission` and `open_regular` for files from elsewhere; `examine` attacks a
sandbox. They are imported when they are asked for, because that side of the wall lives in this room too and needs none
of them.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui_tutor.sandbox.doctor import Attack, Examination, examine
    from tui_tutor.sandbox.errors import SandboxError
    from tui_tutor.sandbox.running import RunningCall
    from tui_tutor.sandbox.sandbox import Sandbox, open_sandbox
    from tui_tutor.sandbox.starting import head_start
    from tui_tutor.sandbox.submission import (
        LARGEST,
        SubmissionError,
        decode_submission,
        open_regular,
        read_stream,
        read_submission,
    )
    from tui_tutor.sandbox.text import clean, clean_name
    from tui_tutor.sandbox.types import Ahead, Array, Call, CallResult, Level, Limits, Snapshot

__all__ = [
    "LARGEST",
    "Ahead",
    "Array",
    "Attack",
    "Call",
    "CallResult",
    "Examination",
    "Level",
    "Limits",
    "RunningCall",
    "Sandbox",
    "SandboxError",
    "Snapshot",
    "SubmissionError",
    "clean",
    "clean_name",
    "decode_submission",
    "examine",
    "head_start",
    "open_regular",
    "open_sandbox",
    "read_stream",
    "read_submission",
]

_HOMES = {
    "doctor": "Attack Examination examine",
    "errors": "SandboxError",
    "running": "RunningCall",
    "sandbox": "Sandbox open_sandbox",
    "starting": "head_start",
    "submission": "LARGEST SubmissionError decode_submission open_regular read_stream read_submission",
    "text": "clean clean_name",
    "types": "Ahead Array Call CallResult Level Limits Snapshot",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
