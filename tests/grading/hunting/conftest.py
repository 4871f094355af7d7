import pytest

from tui_tutor.grading import Checker


@pytest.fixture(scope="session")
def checker():
    with Checker() as checker:
        yield checker
