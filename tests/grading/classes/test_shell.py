"""A command that is shown does what it says when it is pasted."""

import subprocess
import sys
import zipfile

import pytest

from tui_tutor.grading.classes.archives import Archive
from tui_tutor.grading.classes.finding import File

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="bash is not there by itself")

ODD = ["a b.py", "it's.py", "$(touch x).py", "-rf.py", "new\nline.py", "\x1b[31mred.py", "\u202eyp.x"]
ODD += ["ä\\.py", "*?[a].py", b"\xff\xfe.py"]


def pasted(line, folder):
    ran = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, check=True)
    return ran.stdout.decode()


@pytest.mark.parametrize("name", ODD)
def test_a_file_is_named_whatever_it_is_called(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    path = type(tmp_path)(name if isinstance(name, str) else name.decode("utf-8", "surrogateescape"))
    path.write_text("its text")
    line = File(path).given_to("cat")
    assert line.isprintable()
    assert pasted(line, tmp_path) == "its text"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["ada/a b.py", "ada/[x]*.py", "it's/x.py"])
def test_a_file_in_an_archive_is_unpacked_for_the_command(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "class 1.zip", "w") as made:
        made.writestr(name, "its text")
        made.writestr("ada/xy.py", "another text")
    with Archive(tmp_path / "class 1.zip") as archive:
        member = next(one for one in archive.members() if "/".join(one.parts) == name)
    line = member.given_to("cat")
    assert line.startswith("unzip -p ")
    program = f"unzip() {{ {sys.executable} -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[2]); " + (
        'print(z.read(sys.argv[3].replace(chr(92), str())).decode(), end=str())\' "$@"; }; '
    )
    assert pasted(program + line, tmp_path) == "its text"
