"""Reading what a learner, or a class of strangers, left on disk."""

import os
import sys
from pathlib import Path

import pytest

from tui_tutor.sandbox import SubmissionError, read_submission

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")


def refusal(path: Path) -> str:
    with pytest.raises(SubmissionError) as caught:
        read_submission(path)
    return str(caught.value)


def test_a_submission_is_read_as_utf8(tmp_path: Path) -> None:
    file = tmp_path / "übung 1.py"
    file.write_bytes("# größe\nW = 1\n".encode())
    assert read_submission(file) == "# größe\nW = 1\n"


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"\xef\xbb\xbfW = 1\n")
    assert read_submission(str(tmp_path / "a.py")) == "W = 1\n"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "nothing.py")


def test_a_folder_is_not_a_submission(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(tmp_path)


@needs_posix
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("key")
    (tmp_path / "alice.py").symlink_to(tmp_path / "secret")
    assert "is a link" in refusal(tmp_path / "alice.py")


@needs_posix
def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    assert "not a regular file" in refusal(tmp_path / "pipe.py")


@needs_posix
def test_a_device_is_not_read() -> None:
    assert "not a regular file" in refusal(Path("/dev/zero"))


def test_a_megabyte_is_enough(tmp_path: Path) -> None:
    (tmp_path / "large.py").write_bytes(b"#" * ((1 << 20) + 1))
    assert "1 MB" in refusal(tmp_path / "large.py")


def test_bytes_that_are_not_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "latin.py").write_bytes(b"a = 1\nb = '\xe9'\n")
    assert "line 2" in refusal(tmp_path / "latin.py")


def test_a_nul_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nul.py").write_bytes(b"a = 1\0")
    assert "NUL" in refusal(tmp_path / "nul.py")


def test_a_path_with_a_nul_is_refused_too() -> None:
    with pytest.raises(SubmissionError):
        read_submission("a\0b.py")
