"""Archives made by someone who means harm."""

import io
import os
import stat
import struct
import sys
import zipfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.grading.classes.test_finding import COURSE, NAMES, rows, unmatched
from tui_tutor.grading.classes import Naming, find
from tui_tutor.grading.classes import archives as archives_module
from tui_tutor.grading.classes.archives import Archive, ArchiveError
from tui_tutor.sandbox import SubmissionError


def packed(tmp_path, *members, compression=zipfile.ZIP_DEFLATED):
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return path


def read_only_member(path):
    with Archive(path) as archive:
        [member] = archive.members()
        return member.read()


@pytest.mark.parametrize(
    "name", ["../linear.py", "ada/../../x.py", "/etc/linear.py", "ada\\linear.py", "C:/x.py"]
)
def test_a_name_that_leads_out_is_refused_by_name(tmp_path, name):
    path = packed(tmp_path, (name, ""), ("ada/linear.py", ""))
    with ExitStack() as stack:
        found = find([path], COURSE, Naming(NAMES), stack)
    assert rows(found) == [("ada", "linear")]
    assert list(unmatched(found).values()) == ["its name leads out of the archive"]
    assert not (tmp_path / "linear.py").exists()


def test_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("ada/linear.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(SubmissionError, match="is a link"):
        read_only_member(packed(tmp_path, (link, "/etc/passwd")))


def test_a_bomb_is_read_up_to_its_limit_only(tmp_path):
    path = packed(tmp_path, ("ada/linear.py", b"\0" * (64 << 20)))
    with pytest.raises(SubmissionError, match="larger than 1 MB"):
        read_only_member(path)


def test_many_small_bombs_end_at_the_limit_of_all(tmp_path, monkeypatch):
    monkeypatch.setattr(archives_module, "MOST_BYTES", 1000)
    path = packed(tmp_path, *[(f"s{number}/linear.py", "#" * 600) for number in range(3)])
    with Archive(path) as archive:
        first, second, third = archive.members()
        assert first.read() == second.read()
        with pytest.raises(SubmissionError, match="unpacks to more than"):
            third.read()


def test_a_huge_list_of_members_is_not_even_read(tmp_path):
    path = packed(tmp_path, ("ada/linear.py", ""))
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 12, 1 << 30)
    path.write_bytes(data)
    with pytest.raises(ArchiveError, match="lists too many files"):
        Archive(path)


def test_an_encrypted_member_is_refused(tmp_path):
    path = packed(tmp_path, ("ada/linear.py", "x = 1\n"))
    data = bytearray(path.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(SubmissionError, match="encrypted"):
        read_only_member(path)


def test_an_unusual_compression_is_refused(tmp_path):
    with pytest.raises(SubmissionError, match="unusual"):
        read_only_member(packed(tmp_path, ("ada/linear.py", "x"), compression=zipfile.ZIP_LZMA))


def test_a_damaged_member_is_one_sentence(tmp_path):
    path = packed(tmp_path, ("ada/linear.py", "x = 1\n" * 5))
    data = bytearray(path.read_bytes())
    data[43:48] = b"\xff" * 5  # behind a local header of 30 bytes and a name of 13
    path.write_bytes(data)
    with pytest.raises(SubmissionError, match="is damaged"):
        read_only_member(path)


@pytest.mark.parametrize("data", [b"", b"not an archive", b"PK\x05\x06", b"PK\x03\x04" * 20])
def test_what_is_no_archive_is_named(tmp_path, data):
    path = tmp_path / "class.zip"
    path.write_bytes(data)
    with ExitStack() as stack:
        found = find([path], COURSE, Naming(NAMES), stack)
    assert not found.submissions
    assert "not a zip archive" in found.unmatched[0].reason


def test_an_archive_of_many_members_is_parsed_once(tmp_path):
    names = [(f"s{number:04d}/linear.py", f"# {number}\n") for number in range(600)]
    with Archive(packed(tmp_path, *names)) as archive:
        assert [member.read() for member in archive.members()[:3]] == ["# 0\n", "# 1\n", "# 2\n"]


def test_an_archive_in_an_archive_is_nobodys_submission(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("linear.py", "")
    with ExitStack() as stack:
        found = find([packed(tmp_path, ("ada/inner.zip", inner.getvalue()))], COURSE, Naming(NAMES), stack)
    assert unmatched(found) == {"inner.zip": "it is not a Python file"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in folders there")
def test_what_only_looks_like_an_archive_is_named_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "endless.zip").symlink_to("/dev/zero")
    (tmp_path / "ada").mkdir()
    os.mkfifo(tmp_path / "ada" / "linear.py")
    with ExitStack() as stack:
        found = find([tmp_path], COURSE, Naming(NAMES), stack)
    assert [one.reason.removeprefix(f"{one.path} ") for one in found.unmatched] == [
        "is a link; name the file itself.",
        "is not a regular file.",
    ]
    with pytest.raises(SubmissionError, match="is not a regular file"):
        found.submissions[0].origin.read()


@pytest.mark.skipif(not os.access("/dev/zero", os.R_OK), reason="there is no such device")
def test_a_device_is_no_archive_even_when_it_is_named(tmp_path):
    with pytest.raises(ArchiveError, match="/dev/zero is not a regular file"):
        Archive(Path("/dev/zero"))
