"""The same inputs give the same bytes, and a mark can be had again with the command that is printed."""

import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

from tests.cli.test_cli import RIGHT, WRONG, tutor

NAME = "linear-regression"
BY_CHANCE = """
import random
import numpy as np
def gradients(X, y, params):
    return {name: np.random.rand(*params[name].shape) * random.random() for name in {"W", "b"}}
"""
HALF = WRONG.replace("@ error", "@ error * 2")
TEXTS = {"ada": RIGHT, "bob": WRONG, "cyd": BY_CHANCE, "d'or é": HALF, "eve": "raise KeyError({'a', 'b'})\n"}
TIMES = re.compile(rb'"seconds": [0-9.e-]+')
# bash, where `tutor` is this one, and `unzip -p` is there.
UNZIP = "import sys, zipfile; print(zipfile.ZipFile(sys.argv[2]).read(sys.argv[3]).decode())"
SHELL = f"""
tutor() {{ {sys.executable} -m tui_tutor "$@"; }}
unzip() {{ {sys.executable} -c '{UNZIP}' "$@"; }}
"""

pytestmark = pytest.mark.linux


@pytest.fixture
def class_(tmp_path):
    for student, text in TEXTS.items():
        folder = tmp_path / "class" / student
        folder.mkdir(parents=True)
        (folder / f"{NAME}.py").write_text(text, encoding="utf-8")
    return tmp_path


def graded(folder, *arguments, hash_seed):
    """What another process writes, whose own sets are in another order."""
    command = [sys.executable, "-m", "tui_tutor", "grade", "class", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert ran.returncode == 1, ran.stderr
    return TIMES.sub(b"", ran.stdout)


def test_the_same_class_is_the_same_bytes_apart_from_times(class_):
    first = graded(class_, "--format", "json", hash_seed="1")
    assert graded(class_, "--jobs", 3, "--format", "json", hash_seed="2") == first
    page = graded(class_, "--resume", "--format", "html", hash_seed="3")
    assert graded(class_, "--resume", "--format", "html", hash_seed="4") == page


def test_a_mark_can_be_had_again_with_its_command(class_):
    with zipfile.ZipFile(class_ / "class" / "fay.zip", "w") as archive:
        archive.writestr(f"{NAME}.py", HALF)
    result = tutor("grade", class_ / "class", "--seed", 5, "--format", "json")
    rows = {row["student"]: row for row in json.loads(result.stdout)["results"]}
    wanted = [rows[student] for student in ("cyd", "d'or é", "fay")]
    lines = "\n".join(f"{row['command']} --json" for row in wanted)
    ran = subprocess.run(
        ["bash", "-c", SHELL + lines], cwd=class_, capture_output=True, text=True, check=False
    )
    again = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [one["score"] for one in again] == [row["score"] for row in wanted] == [0.0, 0.5, 0.5]
    assert [one["message"] for one in again] == [row["message"] for row in wanted]
    assert all("--seed 5" in row["command"] for row in wanted)
