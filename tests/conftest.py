"""Every test has its own state folder, and Linux must not skip what protects it."""

import os
import signal
import sys

import pytest

# A run in the background of a script begins with Ctrl+C ignored, and every program started from it inherits that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TUTOR_COURSE", raising=False)


def pytest_collection_modifyitems(config, items):
    """Tests of the kernel's protections run on Linux only, and say so."""
    if sys.platform == "linux":
        return
    skip = pytest.mark.skip(reason="needs the Linux kernel's seccomp and Landlock")
    for item in items:
        if "linux" in item.keywords:
            item.add_marker(skip)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where the sandbox must be proved, a protected test that skips is a failure."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and "linux" in item.keywords and os.environ.get("TUTOR_REQUIRE_SANDBOX"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} skipped, and this run has to prove the sandbox"
