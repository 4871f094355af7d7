import sys
import types

import pytest

from tui_tutor import neural_network


@pytest.fixture(autouse=True)
def learner_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    """`neural_network` and `exercise`, as foreign code finds them inside a call."""
    exercise = types.ModuleType("exercise")
    exercise.given = lambda function: function  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "exercise", exercise)
    monkeypatch.setitem(sys.modules, "neural_network", neural_network)
