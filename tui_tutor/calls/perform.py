"""The one door of a confined call: run an entry by name, and say how it ended as data."""

from collections.abc import Callable, Mapping
from typing import Any

from tui_tutor.calls import answer, judge, judge_many, kinks, losses, pose, recognise, script, series, train
from tui_tutor.calls.arrays import Arrays, WireArrays, received, sent
from tui_tutor.calls.trouble import describe

Request = dict[str, Any]
Emit = Callable[[dict[str, Any], WireArrays], None]
Perform = Callable[[str, Request, WireArrays, Emit], tuple[dict[str, Any], WireArrays]]
Entry = Callable[[Request, Arrays, Callable[[dict[str, Any], Arrays], None]], tuple[dict[str, Any], Arrays]]

ENTRIES: dict[str, Entry] = {
    "pose": pose.pose,
    "answer": answer.answer,
    "judge": judge.judge,
    "judge_many": judge_many.judge_many,
    "recognise": recognise.recognise_trouble,
    "train": train.train,
    "kinks": kinks.kinks,
    "losses": losses.losses,
    "series": series.series,
    "facts": series.facts,
    "script": script.script,
}


def perform(
    entry: str, request: Request, arrays: WireArrays, emit: Emit, entries: Mapping[str, Entry] = ENTRIES
) -> tuple[dict[str, Any], WireArrays]:
    """Runs `entry`, one of `entries`, and never raises.

    Returns `(reply, arrays)`; `reply` is `{"outcome": "returned", "value": {...}}`, or `{"outcome": "raised",
    "raised": {...}}` with the lines of foreign code only, or `{"outcome": "out of memory"}`.
    """

    def send(value: dict[str, Any], snapshot: Arrays) -> None:
        emit(value, sent(snapshot))

    try:
        value, result = entries[entry](request, received(arrays), send)
        return {"outcome": "returned", "value": value}, sent(result)
    except MemoryError:
        return {"outcome": "out of memory"}, {}
    except BaseException as error:  # SystemExit and KeyboardInterrupt of foreign code included
        return {"outcome": "raised", "raised": describe(error)}, {}
