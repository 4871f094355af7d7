"""An autograder for Gradescope: two scripts, this tutor and a course, in a folder and zipped.

Layout and rules: gradescope-autograders.readthedocs.io, "Autograder Specifications". The zip holds `setup.sh`, run once
as root when the image is built, and `run_autograder`, run for each submission with /autograder/submission to read
and /autograder/results/results.json to write; the rest of the zip lies in /autograder/source.
"""

import re
import shlex
import stat
import sys
import zipfile
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tui_tutor.course import shipped_course
from tui_tutor.grading.classes.writing import write_aside

ARCHIVE = "autograder.zip"
SCRIPTS = ("setup.sh", "run_autograder")
STUDENT = "submission"  # Gradescope tells whose it is; the grader need not know
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files are the same zip, whenever it is made
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LEFT_OUT = ("__pycache__", ".git", ".venv")

_WHERE = """here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$here
if [ -d "$here/source" ]; then source=$here/source; fi
"""
_SETUP = """#!/usr/bin/env bash
# Run once, as root, when the image of the assignment is built.
set -euo pipefail
@WHERE@
suits() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, @MINOR@))' 2> /dev/null; }
find_python() {
  for python in python3.@MINOR@ python3 python3.12 python3.13 python3.14 python3.15; do
    if suits "$python"; then return; fi
  done
  return 1
}
if ! find_python; then
  apt-get update
  apt-get install -y python3.@MINOR@ python3.@MINOR@-venv || apt-get install -y python3 python3-venv
  if ! find_python; then
    echo "This image has no Python 3.@MINOR@ or newer. Choose a newer base image for the assignment." >&2
    exit 1
  fi
fi
"$python" -m venv "$source/.venv"
"$source/.venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$source/requirements.txt"
PYTHONPATH=$source TUTOR_HOME=$(mktemp -d) "$source/.venv/bin/python" -m tui_tutor@COURSE@ list > /dev/null
"""
_RUN = """#!/usr/bin/env bash
# Run for every submission. When there is no results.json afterwards, Gradescope says that the autograder failed, and
# shows the instructor what was printed: a failure of the grader is never a mark of 0.
set -uo pipefail
@WHERE@
root=$(dirname "$source")
results=$root/results/results.json
mkdir -p "$root/results"
rm -f "$results"
PYTHONPATH=$source TUTOR_HOME=$(mktemp -d) "$source/.venv/bin/python" -m tui_tutor@COURSE@ \\
  grade "$root/submission" --student @STUDENT@ --format gradescope --output "$results"@OPTIONS@
status=$?
if [ -f "$results" ]; then exit 0; fi
exit "$status"
"""


class BundleError(Exception):
    """No autograder can be made here; one sentence."""


def write_bundle(folder: Path, course: Path | None, options: Sequence[str], *, trust_course: bool) -> Path:
    """Writes everything into `folder`, which is made, and returns the zip in it.

    `course` is the folder of a course that does not ship; `options` are further ones for `tutor grade`. Raises
    OSError, and BundleError where it is not known what this tutor needs.
    """
    files = dict(_files(course, options, trust_course))
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_aside(path, data)
        path.chmod(_mode(name))
    archive = folder / ARCHIVE
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.external_attr = (stat.S_IFREG | _mode(name)) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            zipped.writestr(info, data)
    return archive


def _files(course: Path | None, options: Sequence[str], trust_course: bool) -> Iterator[tuple[str, bytes]]:
    """Every file of the bundle by its name in it, in a stable order."""
    before = "" if course is None else ' --course "$source/course"'
    before += " --trust-course" if trust_course else ""
    said = {
        "WHERE": _WHERE.rstrip(),
        "MINOR": str(sys.version_info.minor),
        "COURSE": before,
        "STUDENT": STUDENT,
        "OPTIONS": "".join(f" {shlex.quote(option)}" for option in options),
    }
    for name, text in zip(SCRIPTS, (_SETUP, _RUN), strict=True):
        yield name, re.sub(r"@(\w+)@", lambda found: said[found[1]], text).encode()
    yield "requirements.txt", "".join(f"{one}\n" for one in _requirements()).encode()
    package = Path(__file__).resolve().parents[2]
    yield from _below(package, "tui_tutor", left_out="_lessons")
    yield from _below(shipped_course(), "tui_tutor/_lessons")
    if course is not None:
        yield from _below(course, "course")


def _below(folder: Path, name: str, left_out: str = "") -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and parts[0] != left_out and not any(part in _LEFT_OUT for part in parts):
            yield "/".join((name, *parts)), path.read_bytes()


def _requirements() -> list[str]:
    """Everything that this tutor needs, in the versions that it has here. Raises BundleError."""
    found: dict[str, str] = {}
    wanted = ["tui-tutor"]
    while wanted:
        name = wanted.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:
            if name == "tui-tutor":
                raise BundleError(
                    "The tutor is not installed as a package here: pip install it first."
                ) from None
            continue  # for another platform
        if package.name.lower() in found:
            continue
        found[package.name.lower()] = f"{package.name}=={package.version}"
        for line in package.requires or ():
            named = _NAME.match(line)
            if named is not None and "extra ==" not in line:
                wanted.append(named[0])
    del found["tui-tutor"]
    return sorted(found.values(), key=str.lower)


def _mode(name: str) -> int:
    return 0o755 if name in SCRIPTS else 0o644
