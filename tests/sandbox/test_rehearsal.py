"""What is rehearsed before the first call, and again by a process that has the time."""

from types import ModuleType
from typing import Any

from tui_tutor.sandbox.inside.rehearsal import rehearse

ZERO = {"W": ("<f8", (1,), b"\0" * 8)}


class Room(ModuleType):
    """A room of calls that rehearses one call, and keeps what it was asked and what came back."""

    def __init__(self) -> None:
        super().__init__("room")
        self.asked: list[Any] = []
        self.answered: list[Any] = []

    def perform(
        self, entry: str, request: dict[str, Any], arrays: Any, emit: Any
    ) -> tuple[dict[str, Any], Any]:
        self.asked.append((entry, request, {name: bytes(data) for name, (_, _, data) in arrays.items()}))
        return {"outcome": "returned", "value": {"n": 1}}, ZERO

    def rehearse(self, perform: Any) -> None:
        self.answered.append(perform("answer", {"seed": 0}, ZERO))


def test_a_rehearsal_goes_through_the_wire_and_back() -> None:
    room = Room()
    rehearse(room)
    assert room.asked == [("answer", {"seed": 0}, {"W": b"\0" * 8})]
    [(reply, arrays)] = room.answered
    assert (reply["value"], bytes(arrays["W"][2])) == ({"n": 1}, b"\0" * 8)


def test_a_room_of_calls_need_not_know_how_to_rehearse() -> None:
    rehearse(ModuleType("room"))
