"""Real processes: one that is killed, several that write at once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tui_tutor.progress import Store

SAVE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from tui_tutor.progress import Store
store = Store.open(Path(sys.argv[1]))
store.save_draft("course", "a", "the last keystroke", 0)
store.record_attempt("course", "a", "v1", "source", "returned", "correct", b"{}")
os.kill(os.getpid(), signal.SIGKILL)
"""

DIE_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from tui_tutor.progress import Store
store = Store.open(Path(sys.argv[1]))
store.save_draft("course", "a", "whole", 0)
store._database.execute("BEGIN IMMEDIATE")
store._database.execute("UPDATE drafts SET text = CAST('half' AS BLOB)")
os.kill(os.getpid(), signal.SIGKILL)
"""

WRITE_MANY = """
import sys
from pathlib import Path
from tui_tutor.progress import Store
folder, me = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.readline()
with Store.open(folder) as store:
    assert store.notices == (), store.notices
    for number in range(20):
        store.record_attempt("course", "a", me, str(number), "returned", "wrong", b"{}")
        store.save_draft("course", "a", f"{me} {number}", 0)
        store.show_hint("course", "a")
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_draft_and_an_attempt_survive_kill(tmp_path: Path) -> None:
    process = start(SAVE_AND_DIE, tmp_path)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        draft = store.draft("course", "a")
        assert draft is not None
        assert draft.text == "the last keystroke"
        assert store.states("course")["a"].state == "correct"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_kill_in_the_middle_of_a_write_leaves_the_write_before(tmp_path: Path) -> None:
    start(DIE_WHILE_WRITING, tmp_path).communicate()
    with Store.open(tmp_path) as store:
        assert store.notices == ()
        draft = store.draft("course", "a")
        assert draft is not None
        assert draft.text == "whole"


def test_two_tutors_that_create_the_file_and_write_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [start(WRITE_MANY, tmp_path, name) for name in ("one", "two")]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    for writer in writers:
        writer.communicate("go\n")
        assert writer.returncode == 0
    with Store.open(tmp_path) as store:
        attempts = store.attempts("course", "a")
        for name in ("one", "two"):
            assert [a.source for a in attempts if a.digest == name] == [str(n) for n in range(20)]
        assert store.hints_shown("course", "a") == 40
        draft = store.draft("course", "a")
        assert draft is not None
        last_texts = {draft.text, *(old.text for old in store.old_drafts("course", "a"))}
        assert {"one 19", "two 19"} <= last_texts
