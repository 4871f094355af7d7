"""Where the learner's state lives."""

import os
from pathlib import Path


def state_folder() -> Path:
    """`TUTOR_HOME` when it is set, otherwise the user's data folder of the platform. It may not exist yet."""
    chosen = os.environ.get("TUTOR_HOME")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return platformdirs.user_data_path("tutor")
