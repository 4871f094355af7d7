"""A sandbox starts wherever a tutor starts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.conftest import ROOT

HONEST = """
import sys
from tui_tutor.sandbox import Call, open_sandbox
with open_sandbox("foreign", ({folder!r},)) as s:
    result = s.call(Call("script", {{"source": "print(np.ones(3).sum())"}}))
open({told!r}, "w").write(f"{{result.outcome}} {{result.printed}} {{result.message}}")
"""


def told(
    tmp_path: Path, shell: str = "exec {command}", folder: Path | None = None, beside: Path = Path(ROOT)
) -> str:
    """What an honest call answers in a fresh tutor that is started by the given shell line.

    `folder` holds the room of calls, `beside` the package of the tutor.
    """
    answer = tmp_path / "told"
    code = HONEST.format(folder=str(folder or Path(ROOT) / "tests" / "sandbox"), told=str(answer))
    (tmp_path / "tutor.py").write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(beside)}
    command = f'"{sys.executable}" "{tmp_path / "tutor.py"}"'
    line = shell.format(command=command, folder=tmp_path)
    subprocess.run(["sh", "-c", line], env=environment, timeout=60, check=False)
    return answer.read_text().strip()


needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX shell starts these tutors")


@needs_shell
def test_with_its_standard_streams_closed(tmp_path: Path) -> None:
    assert told(tmp_path, "exec {command} <&- >&- 2>&-") == "returned 3.0"


def test_what_has_been_compiled_is_kept_for_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "beside").mkdir()
    source = (Path(ROOT) / "tests" / "sandbox" / "foreign.py").read_text()
    (tmp_path / "beside" / "foreign.py").write_text(source)
    assert told(tmp_path, folder=tmp_path / "beside") == "returned 3.0"
    assert list((tmp_path / "beside" / "__pycache__").glob("foreign.*.pyc"))


@needs_shell
def test_under_nohup(tmp_path: Path) -> None:
    assert told(tmp_path, "nohup {command} >/dev/null 2>&1") == "returned 3.0"


@needs_shell
def test_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    assert (
        told(tmp_path, "mkdir {folder}/gone; cd {folder}/gone; rmdir ../gone; exec {command}")
        == "returned 3.0"
    )


@needs_shell
def test_with_a_hostile_environment(tmp_path: Path) -> None:
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "foreign.py").write_text((Path(ROOT) / "tests" / "sandbox" / "foreign.py").read_text())
    for shadow in ("json", "os", "struct", "site", "sitecustomize"):
        (beside / f"{shadow}.py").write_text("raise SystemExit")
    line = "PYTHONUNBUFFERED=1 PYTHONOPTIMIZE=2 PYTHONHASHSEED=1 LC_ALL=nowhere TZ=nowhere exec {command}"
    assert told(tmp_path, line, folder=beside) == "returned 3.0"


@pytest.mark.parametrize("name", ["with a space", "größe-π-漢字", "quote'\"s"])
def test_from_a_folder_with_an_odd_name(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and '"' in name:
        pytest.skip("not a name on Windows")
    (tmp_path / name).mkdir()
    source = (Path(ROOT) / "tests" / "sandbox" / "foreign.py").read_text()
    (tmp_path / name / "foreign.py").write_text(source)
    assert told(tmp_path, folder=tmp_path / name) == "returned 3.0"


@pytest.mark.parametrize("name", ["with a space", "größe-π-漢字"])
def test_installed_in_a_folder_with_an_odd_name(tmp_path: Path, name: str) -> None:
    installed = tmp_path / name
    skipped = shutil.ignore_patterns("__pycache__", "app", "mathtext", "plain")
    shutil.copytree(Path(ROOT) / "tui_tutor", installed / "tui_tutor", ignore=skipped)
    shutil.copy(Path(ROOT) / "tests" / "sandbox" / "foreign.py", installed)
    assert told(tmp_path, folder=installed, beside=installed) == "returned 3.0"


@needs_shell
def test_from_a_folder_whose_name_is_not_text(tmp_path: Path) -> None:
    try:
        folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/latin-\xe9"))
        folder.mkdir()
    except OSError:
        pytest.skip("this file system wants text")
    (folder / "foreign.py").write_text((Path(ROOT) / "tests" / "sandbox" / "foreign.py").read_text())
    assert told(tmp_path, folder=folder) == "returned 3.0"


@pytest.mark.skipif(sys.platform != "linux", reason="user ids are changed as Linux does it")
def test_as_an_ordinary_user(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    code = HONEST.format(folder=str(Path(ROOT) / "tests" / "sandbox"), told="/dev/stdout")
    environment = {**os.environ, "PYTHONPATH": ROOT}
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            user=65534,
            group=65534,
            extra_groups=[],
            stdout=subprocess.PIPE,
            check=True,
        )
    except PermissionError:
        pytest.skip("an ordinary user cannot reach this Python")
    assert done.stdout.decode().split() == ["returned", "3.0"]
