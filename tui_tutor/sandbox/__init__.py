"""One confined call of foreign code.

May import `report` only, never numpy. Public: `open_sandbox`, `Sandbox`, `RunningCall`, `Call`, `CallResult`,
`Limits`, `Array`, `Snapshot`, `SandboxError`; `clean` for text, `read_submission`, `read_stream` and
`decode_submission` for files from elsewhere. `sandbox.doctor` attacks one.
"""

from tui_tutor.sandbox.running import RunningCall
from tui_tutor.sandbox.sandbox import Sandbox, open_sandbox
from tui_tutor.sandbox.submission import (
    LARGEST,
    SubmissionError,
    decode_submission,
    read_stream,
    read_submission,
)
from tui_tutor.sandbox.text import clean
from tui_tutor.sandbox.types import Array, Call, CallResult, Level, Limits, SandboxError, Snapshot

__all__ = [
    "LARGEST",
    "Array",
    "Call",
    "CallResult",
    "Level",
    "Limits",
    "RunningCall",
    "Sandbox",
    "SandboxError",
    "Snapshot",
    "SubmissionError",
    "clean",
    "decode_submission",
    "open_sandbox",
    "read_stream",
    "read_submission",
]
