"""An hour of use in minutes: the memory of the application after thousands of actions of a person.

    python -m tests.benchmarks hour          the rows of the table; 1 when the memory grows
    python -m tests.benchmarks.hour 4000     one line of JSON after every visit of an exercise, for so many actions

Somebody finds an exercise on the map, types, checks, trains, takes hints, reads, resizes, asks for help, goes back to
the map and takes the next: with the real sandbox and a real file of progress, eight exercises of every kind in turns.
An action is a key or a change of the terminal's size. What a first visit brings into memory (imports, formulas) is
there after the first quarter, and the last of Textual's caches of painted lines is full after the half. What grows from
then on is what is kept for the learner: the open exercise's history holds every attempt, some 100 bytes an action.
"""

import asyncio
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.benchmarks.rows import Amount, Row
from tests.benchmarks.screen import DESK, at_desks
from tests.screenshots import tutor

EXERCISES = (
    "linear-regression",
    "logistic-regression",  # with a curve
    "step-size",  # with a slider
    "sigmoid-derivative",
    "mlp-backward",  # with intermediate steps
    "shape-of-everything",  # a question
    "softmax-ce-grad",
    "xor-capstone",
)
SIZES = ((60, 20), (80, 24), (120, 40))


def rows(amount: Amount) -> Iterator[Row]:
    """The part of the table about memory."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "tests.benchmarks.hour", str(amount.actions)]
        environment = {**os.environ, "TUTOR_HOME": home}
        ended = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    early, late = found[len(found) // 4], found[-1]
    yield Row(
        f"memory of the app after {late['actions']:,} actions",
        late["megabytes"],
        f"after {early['actions']:,}",
        early["megabytes"],
        "MB",
    )
    grown = growth(found)
    yield Row("it grows in the second half, an action", grown, "what is allowed", amount.growth, "bytes")
    yield from _beside_a_peer()
    if grown > amount.growth:
        sys.exit("The memory of the app grows with every action: something that is closed is not forgotten.")


def growth(found: list[dict[str, float]]) -> float:
    """Bytes an action, from the round of all exercises that ends at the half of the visits to the last one."""
    half = (len(found) + 1) // 2
    before, after = found[:half][-len(EXERCISES) :], found[half:][-len(EXERCISES) :]
    actions, megabytes = (
        statistics.fmean(visit[what] for visit in after) - statistics.fmean(visit[what] for visit in before)
        for what in ("actions", "megabytes")
    )
    return 1e6 * megabytes / actions


def _beside_a_peer() -> Iterator[Row]:
    with at_desks() as (ours, peer):
        mine, theirs = resident(ours.process), resident(peer.process)
    yield Row("memory of the app, a workspace open", mine, DESK, theirs, "MB")


class Person:
    """Whoever sits at the application, and counts what they do."""

    def __init__(self, pilot: Pilot[Any], actions: int) -> None:
        self.pilot, self.app = pilot, pilot.app
        self._at_most, self._done = actions, 0

    @property
    def is_done(self) -> bool:
        """Whether the hour is over."""
        return self._done >= self._at_most

    async def press(self, *keys: str) -> None:
        """Keys, each an action."""
        for key in keys:
            await self.pilot.press(key)
            self._done += 1

    async def resize(self, columns: int, rows: int) -> None:
        """The window, as people drag it."""
        await self.pilot.resize_terminal(columns, rows)
        self._done += 1

    async def wait(self) -> None:
        """Until a check, a training or a run is over."""
        at_work = [one for one in self.app.workers if one.group == "work"]
        if at_work:  # without any it would wait for all others, which listen as long as the screen is there
            await self.app.workers.wait_for_complete(at_work)
        await self.pilot.pause()

    def tell(self) -> None:
        """How much was done, and the memory that it left."""
        gc.collect()
        print(json.dumps({"actions": self._done, "megabytes": resident(os.getpid())}), flush=True)


async def visit(person: Person, title: str, number: int) -> None:
    """One exercise, from the map and back to it."""
    await person.press("slash", *_letters(title), "enter")
    await person.press("right", "left", "f6")
    await person.press("ctrl+end", "enter", *_letters(f"# {number}"), "backspace", "ctrl+j")
    await person.wait()
    for columns, rows in SIZES:
        await person.resize(columns, rows)
        await person.press("f6")
    await person.press("f2", "f2", "f9")
    await person.wait()
    await person.press("f7")
    await person.pilot.pause(0.3)
    await person.press("ctrl+r", "down", "f1", "pagedown", "escape")
    while len(person.app.screen_stack) > 1:
        await person.press("escape")
        await person.wait()
    await person.press("down", "up", "slash", "escape")


def _letters(text: str) -> list[str]:
    names = {" ": "space", "#": "number_sign"}
    return [names.get(letter, letter) for letter in text if letter.isalnum() or letter in names]


async def live(actions: int) -> None:
    """Print the memory after every visit while somebody acts that often."""
    async with tutor(None, SIZES[-1]) as pilot:
        person, number = Person(pilot, actions), 0
        while not person.is_done:
            exercise = pilot.app.course.find(EXERCISES[number % len(EXERCISES)])
            await visit(person, exercise.title, number)
            person.tell()
            number += 1


def resident(process: int) -> float:
    """The memory that a process holds, in MB."""
    table = Path(f"/proc/{process}/statm")
    if table.exists():
        return int(table.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    command = ["ps", "-o", "rss=", "-p", str(process)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout) * 1024 / 1e6


if __name__ == "__main__":
    asyncio.run(live(int(sys.argv[1])))
