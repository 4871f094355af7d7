"""One warm sandbox for each test process, and small builders of calls."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tui_tutor.sandbox import Array, Call, CallResult, Limits, Sandbox, open_sandbox

ROOT = str(Path(__file__).resolve().parents[2])
FOREIGN = "tests.sandbox.foreign"
QUICK = Limits(wall=0.3)

Run = Callable[..., CallResult]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if sys.platform != "linux":
        for item in items:
            if "linux" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="proves the walls of Linux"))


def script(source: str, limits: Limits = Limits(), **arrays: Array) -> Call:  # noqa: B008
    return Call("script", {"source": source, "name": "test"}, arrays, limits)


def eventually(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        threading.Event().wait(0.005)
    return True


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with open_sandbox(FOREIGN, (ROOT,)) as opened:
        yield opened


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    """Runs a source text with a generous clock; `limits` replaces it."""

    def one(source: str, limits: Limits = Limits(wall=5.0), **arrays: Array) -> CallResult:  # noqa: B008
        return sandbox.call(script(source, limits, **arrays))

    return one
