"""What a command imports before it answers: nothing that it does not need."""

import json
import os
import subprocess
import sys

import pytest

HEAVY = {
    "numpy",
    "textual",
    "plotext",
    "rich",
    "markdown_it",
    "tree_sitter",
    "watchfiles",
    "tui_tutor.sandbox",
}
PARSERS = {"tomllib", "difflib", "tui_tutor.mathtext"}
SEEN = """
import json, sys
from tui_tutor.cli import main
try:
    main(sys.argv[1:], prog_name="tutor")
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-c", SEEN, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--version"], HEAVY | PARSERS | {"msgspec", "sqlite3", "tui_tutor.course"}),
        (["list"], HEAVY | PARSERS),
        (["list", "--json"], HEAVY | PARSERS),
        (["hint", "linear-regression"], HEAVY),
        (["review"], HEAVY | PARSERS),
    ],
)
def test_a_command_waits_for_nothing_that_it_does_not_need(arguments, unneeded):
    assert not imported(*arguments) & unneeded


def test_the_tab_key_waits_for_no_progress_and_no_parser():
    words = {"_TUTOR_COMPLETE": "bash_complete", "COMP_WORDS": "tutor check linear-re", "COMP_CWORD": "2"}
    assert not imported(**words) & (HEAVY | PARSERS | {"sqlite3"})
