"""The parts of the table, and what measures each."""

import importlib
import os

from tests.benchmarks.rows import Amount

PARTS = {
    "screen": "screen",
    "command": "commands",
    "check": "checks",
    "judge": "peers",
    "gradient": "gradients",
    "class": "class_of_thousands",
    "hour": "hour",
    "size": "installed",
}


def show(part: str, amount: Amount) -> None:
    """Print the rows of one part as they are measured."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a call; before numpy comes
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever uses the tutor has compiled files
    for row in importlib.import_module(f"tests.benchmarks.{PARTS[part]}").rows(amount):
        print(row, flush=True)
