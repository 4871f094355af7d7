"""Reading a submission from disk without being led astray by what lies there."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

LARGEST = 1 << 20


class SubmissionError(Exception):
    """A file that cannot be taken as a submission; the text is one sentence for the person who named it."""


def read_submission(path: Path | str) -> str:
    """The source text of a submission: a regular file, at most 1 MB, UTF-8 (a byte order mark is dropped).

    Raises `SubmissionError` with a sentence for everything that is not such a file.
    """
    with open_regular(path) as file:
        data = file.read(LARGEST + 1)
    return decode_submission(path, data)


def open_regular(path: Path | str) -> BinaryIO:
    """A regular file that somebody else has put there, open for reading. Never waits, as for a named pipe.

    Links are not followed, because a class's folder is written by others and `alice.py` may point at a key of
    the reader's. Raises `SubmissionError`.
    """
    # O_NONBLOCK: opening a named pipe must not wait for its writer; it changes nothing for a regular file.
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    if not hasattr(os, "O_NOFOLLOW") and Path(path).is_symlink():
        raise SubmissionError(f"{path} is a link; name the file itself.")
    try:
        descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        raise SubmissionError(f"{path} does not exist.") from None
    except (OSError, ValueError) as error:
        if Path(path).is_symlink():
            raise SubmissionError(f"{path} is a link; name the file itself.") from None
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SubmissionError(f"{path} cannot be read: {reason}.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SubmissionError(f"{path} is not a regular file.")
    return os.fdopen(descriptor, "rb")


def read_stream(stream: BinaryIO, name: str) -> str:
    """The same from an open stream, which is called `name` in a sentence. An endless one is not read to its end."""
    return decode_submission(name, stream.read(LARGEST + 1))


def decode_submission(path: Path | str, data: bytes) -> str:
    """The same for bytes that were read elsewhere, as from an archive. Raises `SubmissionError`."""
    if len(data) > LARGEST:
        raise SubmissionError(f"{path} is larger than 1 MB; a submission is a short text.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SubmissionError(f"{path} is not UTF-8 text (line {line}); save it as UTF-8.") from None
    if "\0" in text:
        raise SubmissionError(f"{path} contains a NUL character; it is not Python source.")
    return text
