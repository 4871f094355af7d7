"""Every test has its own state folder, and where something must be proved nothing of it is skipped."""

import os
import signal
import sys
from importlib.util import find_spec

import pytest

# A run in the background of a script begins with Ctrl+C ignored, and every program started from it inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TUTOR_COURSE", raising=False)


# Tests that need something which is not everywhere: why they are skipped without it, and the name of the environment
# variable of those who must not skip them.
_NEEDS = {
    "linux": ("needs the Linux kernel's seccomp and Landlock", "TUTOR_REQUIRE_SANDBOX"),
    "cluster": ("needs dask.distributed: pip install -e '.[dev,cluster]'", "TUTOR_REQUIRE_CLUSTER"),
}


def _is_there(need):
    return sys.platform == "linux" if need == "linux" else find_spec("distributed") is not None


def pytest_collection_modifyitems(config, items):
    """Tests of the kernel's protections run on Linux only, those of a cluster where one can be; others say so."""
    missing = [need for need in _NEEDS if not _is_there(need)]
    for item in items:
        for need in missing:
            if item.get_closest_marker(need):
                item.add_marker(pytest.mark.skip(reason=_NEEDS[need][0]))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where something must be proved, a test of it that skips is a failure."""
    outcome = yield
    report = outcome.get_result()
    for need, (_, required) in _NEEDS.items():
        if report.skipped and item.get_closest_marker(need) and os.environ.get(required):
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} skipped, and this run has to prove it ({required})"
