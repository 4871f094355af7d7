"""Where a lesson was left: the step that was read last, in whichever way."""

from typing import Any, Protocol


class Settings(Protocol):
    """The part of the store that keeps single values."""

    def setting(self, name: str, default: Any = None) -> Any: ...
    def set_setting(self, name: str, value: Any) -> None: ...


def kept_step(store: Settings, course_id: str, lesson_id: str, count: int) -> int:
    """The index of the step to go on with, of `count`; the first one once the last has been read."""
    step = store.setting(_name(course_id, lesson_id), 0)
    return step if isinstance(step, int) and 0 < step < count - 1 else 0


def keep_step(store: Settings, course_id: str, lesson_id: str, step: int) -> None:
    """Remember that this step was read, by its index."""
    store.set_setting(_name(course_id, lesson_id), step)


def _name(course_id: str, lesson_id: str) -> str:
    return f"step/{course_id}/{lesson_id}"
