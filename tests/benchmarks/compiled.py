"""What is measured is what pip installs, which is compiled."""

import compileall
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "tui_tutor"


def compile_package() -> None:
    """As pip does it. An editable installation where no bytecode is kept would compile us at every start."""
    compileall.compile_dir(PACKAGE, quiet=1)
