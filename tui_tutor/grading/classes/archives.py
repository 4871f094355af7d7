"""Zip archives of other people's files: read in memory, never unpacked, nothing in them believed.

A name that leads out of the archive, a link, an encrypted or oversized member is refused by name. A bomb is met
before it goes off: the list of members is measured before it is parsed, every member is read up to its limit, and
there is a limit for all together.
"""

import stat
import struct
import threading
import zipfile
import zlib
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO, Self

from tui_tutor.grading.classes.shell import file_word, member_word
from tui_tutor.sandbox import LARGEST, SubmissionError, decode_submission, open_regular

LARGEST_LIST = 16 << 20  # bytes of the list of members: room for about 200,000
MOST_BYTES = 512 << 20  # unpacked, all members together
MANY = 500  # members: an archive of fewer is opened anew for each, so that a class of archives is not open at once
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"


class ArchiveError(Exception):
    """This file is no archive that can be read; one sentence for the person who named it."""


class Archive:
    """An open archive. Members may be read from any thread, one at a time."""

    def __init__(self, path: Path) -> None:
        """Raises ArchiveError."""
        self.path = path
        self._lock = threading.Lock()
        self._left = MOST_BYTES
        try:
            opened = _zip(path)
        except SubmissionError as error:
            raise ArchiveError(str(error)) from error
        except OSError as error:
            raise ArchiveError(f"{path} cannot be read: {error.strerror or error}.") from error
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise ArchiveError(f"{path} is not a zip archive that can be read ({error}).") from error
        self._infos = [info for info in opened.infolist() if not info.is_dir()]
        self._kept: zipfile.ZipFile | None = opened
        if len(self._infos) < MANY:
            opened.close()
            self._kept = None

    def members(self) -> list["Member"]:
        """Every file in it, in the order of names. A name that comes twice is one member for each."""
        ordered = sorted(self._infos, key=lambda info: (info.filename, info.header_offset))
        return [Member(self, info) for info in ordered]

    def text(self, info: zipfile.ZipInfo) -> str:
        """The source text of a member. Raises SubmissionError."""
        name = f"{self.path.name}/{info.filename}"
        if stat.S_ISLNK(info.external_attr >> 16):
            raise SubmissionError(f"{name} is a link; the file itself must be in the archive.")
        if info.flag_bits & 1:
            raise SubmissionError(f"{name} is encrypted; ask for it without a password.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SubmissionError(f"{name} is packed in an unusual way; a plain zip archive can be read.")
        with self._lock:
            if self._left <= 0:
                raise SubmissionError(
                    f"{self.path.name} unpacks to more than 512 MB; send fewer files at a time."
                )
            try:
                with self._opened() as archive, archive.open(info) as file:
                    data = file.read(LARGEST + 1)
            except (
                zipfile.BadZipFile,
                zlib.error,
                NotImplementedError,
                RuntimeError,
                EOFError,
                OSError,
            ) as error:
                raise SubmissionError(f"{name} is damaged: {error}.") from None
            self._left -= len(data)
        return decode_submission(name, data)

    def close(self) -> None:
        """No member can be read any more."""
        if self._kept is not None:
            self._kept.close()

    def _opened(self) -> AbstractContextManager[zipfile.ZipFile]:
        return _zip(self.path) if self._kept is None else nullcontext(self._kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


class Member:
    """One file in an archive."""

    def __init__(self, archive: Archive, info: zipfile.ZipInfo) -> None:
        self._archive, self._info = archive, info
        self.parts = tuple(info.filename.split("/"))

    @property
    def trouble(self) -> str:
        """Why the name cannot be one in an archive; empty when it can."""
        odd = any(part in ("", ".", "..") or "\\" in part or ":" in part for part in self.parts)
        return "its name leads out of the archive" if odd else ""

    def read(self) -> str:
        """The source text. Raises SubmissionError."""
        return self._archive.text(self._info)

    def given_to(self, command: str) -> str:
        """A shell line that unpacks this member for `command`."""
        return (
            f"unzip -p {file_word(str(self._archive.path))} {member_word(self._info.filename)} | {command} -"
        )


class _Zip(zipfile.ZipFile):
    """An archive in an open file, which is closed with it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        super().__init__(file)

    def close(self) -> None:
        """See `zipfile.ZipFile`."""
        super().close()
        self._file.close()


def _zip(path: Path) -> zipfile.ZipFile:
    """Opens a regular file whose list of members is not huge. Raises what opening raises, and ArchiveError."""
    file = open_regular(path)
    try:
        _measure_list(path, file)
        return _Zip(file)
    except BaseException:
        file.close()
        raise


def _measure_list(path: Path, file: BinaryIO) -> None:
    """Refuses an archive whose list of members is huge, before a library reads it. Raises ArchiveError.

    The record at the end (APPNOTE.TXT 4.3.16) holds the size of the list at byte 12.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - (1 << 16) - 42))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise ArchiveError(f"{path} is not a zip archive.")
    if (
        tail[max(0, at - 20) : at].startswith(_END_64)
        or struct.unpack_from("<I", tail, at + 12)[0] > LARGEST_LIST
    ):
        raise ArchiveError(f"{path} lists too many files; send fewer at a time.")
