"""Predictions: counted against what came, and told without blame."""

from typing import Any

import pytest

from tui_tutor.progress.predictions import Tally, as_prediction, keep, tally
from tui_tutor.report import Report


class Notebook:
    """Settings in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def setting(self, name: str, default: Any = None) -> Any:
        return self.kept.get(name, default)

    def set_setting(self, name: str, value: Any) -> None:
        self.kept[name] = value


def judged(verdict: str) -> Report:
    return Report("e", "returned", verdict)


def test_what_was_foreseen_is_counted_and_said():
    notebook = Notebook()
    assert (
        keep(notebook, "c", "wrong", judged("wrong"))
        == "You foresaw it: wrong. 1 of 1 predictions came true."
    )
    assert keep(notebook, "c", "error", Report("e", "timed out")) == (
        "You foresaw it: error. 2 of 2 predictions came true."
    )
    assert tally(notebook, "c") == Tally(2, 2)
    assert tally(notebook, "other") == Tally()


def test_a_surprise_is_told_kindly():
    notebook = Notebook()
    assert keep(notebook, "c", "wrong", judged("correct")) == (
        "You expected wrong, and your code is better than you thought. 0 of 1 predictions came true."
    )
    told = keep(notebook, "c", "correct", judged("wrong"))
    assert told.startswith("You expected correct. What did you take for granted?")
    assert keep(notebook, "c", "error", judged("wrong")).startswith("You expected an error.")


def test_doubt_and_faults_are_not_counted():
    notebook = Notebook()
    assert "not counted" in keep(notebook, "c", "wrong", judged("undecided"))
    assert keep(notebook, "c", "wrong", Report("e", "fault")) is None
    assert keep(notebook, "c", "wrong", Report("e", "cancelled")) is None
    assert tally(notebook, "c") == Tally()


@pytest.mark.parametrize("kept", [None, "x", [1], [1, 2], [-1, -1], [3, "2"], {"made": 1}])
def test_a_note_that_is_none_counts_from_the_beginning(kept: Any):
    notebook = Notebook()
    notebook.kept["predictions/c"] = kept
    assert tally(notebook, "c") == Tally()


@pytest.mark.parametrize(
    ("word", "meant"),
    [("correct", "correct"), ("c", "correct"), ("W", "wrong"), ("err", "error"), ("", None), ("x", None)],
)
def test_a_prediction_is_known_by_its_beginning(word: str, meant: str | None):
    assert as_prediction(word) == meant
