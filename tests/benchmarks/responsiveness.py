"""Whether the application answers while it works: `python -m tests.benchmarks.responsiveness`.

The installed program in a pseudo-terminal, with real keys and the course that ships. Three things are measured:

- how long one step of its event loop takes at most in each flow, in processor time of the thread that draws, because
  others use the machine too; the limit is 50 ms;
- how long a key takes to its echo in the editor, alone and while a training draws its curve, beside a minimal Textual
  application with a `TextArea`;
- how long it takes from the start until a workspace with its lesson stands there, beside the start of a minimal one.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.end_to_end.terminal import Terminal

Row = tuple[str, float, float]
LIMIT = 0.050  # seconds
ROUNDS = 5
LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"  # no escape sequence holds one of them
PASTED = "".join(f"def f{i}(x):\n    return x * {i} + np.exp({i})\n" for i in range(2500))
MINIMAL = """
from textual.app import App
from textual.widgets import Static
class Minimal(App):
    def compose(self):
        yield Static("ready")
Minimal().run()
"""
MINIMAL_EDITOR = """
from textual.app import App
from textual.widgets import TextArea
class Minimal(App):
    def compose(self):
        yield TextArea("ready", language="python")
Minimal().run()
"""


# The child: the program, and a note of every step of its loop


def watched(notes: str) -> None:
    """Run `tutor`; what its loop did is in the file `notes` afterwards."""
    from textual.message_pump import MessagePump

    steps: list[tuple[float, float, float, str]] = []
    doing = [""]
    run, dispatch = asyncio.Handle._run, MessagePump._dispatch_message

    async def named(pump: MessagePump, message: object) -> None:
        doing[0] = f"{type(message).__qualname__} at {type(pump).__name__}"
        await dispatch(pump, message)

    def timed(handle: asyncio.Handle) -> None:
        doing[0] = ""
        begun, wall, processor = time.monotonic(), time.perf_counter(), time.thread_time()
        run(handle)
        steps.append(
            (begun, time.thread_time() - processor, time.perf_counter() - wall, doing[0] or repr(handle))
        )

    asyncio.Handle._run, MessagePump._dispatch_message = timed, named
    from tui_tutor.cli import main

    try:
        main([])
    finally:
        Path(notes).write_text(json.dumps([step for step in steps if step[1] > 0.005 or step[2] > 0.02]))


# The parent: keys, and what is measured


def flows(terminal: Terminal) -> Iterator[str]:
    """What a person does in the program, in parts; each yields its name when it is done."""

    def press(key: str, *shown: str, gone: str | None = None) -> None:
        terminal.press(key)
        terminal.wait_for(*shown, gone=gone)
        quiet(terminal)

    terminal.wait_for("Continue", "sandbox")
    settle(terminal, 2.0)
    yield "start, until everything is warm"
    press("down", "Open")
    press("/", "part of a title")
    for letter in "logistic":
        press(letter, letter)
    yield "filtering the map"
    press("enter", "Your code", "def ")
    settle(terminal, 1.0)
    yield "opening a workspace"
    for _ in range(6):
        press("f6", "Your code")
        press("left", "Your code")
    yield "turning the pages of its lesson"
    while "Your code" not in terminal.text or "┏━ Your code" not in terminal.text:
        press("f6", "Your code")
    terminal.press("ctrl+end")
    for letter in "# typed slowly":
        press(letter, "Your code")
    yield "typing"
    press("ctrl+j", "✗ wrong")
    settle(terminal, 1.0)
    yield "a check"
    press("f7", "epoch")
    terminal.wait_for("loss", gone="training. Esc")
    yield "a training"
    for key in ("f2", "ctrl+r"):
        press(key, "Your code")
    yield "hints and the history"
    for columns, rows in ((80, 24), (120, 40), (60, 20), (120, 40)):
        terminal.resize(columns, rows)
        settle(terminal, 0.6)
    yield "resizing"
    press("f1", "Shift+F6")
    press("escape", "Your code", gone="Shift+F6")
    press("ctrl+p", "Search")
    for letter in "tutor-light":
        press(letter, letter)
    press("down")
    press("enter", "Your code", gone="Search")
    settle(terminal, 1.0)
    yield "help, the palette, another theme"
    while "┏━ Your code" not in terminal.text:
        press("f6", "Your code")
    press("ctrl+a", "Your code")
    terminal.paste(PASTED)
    terminal.wait_for("5000")
    settle(terminal, 2.0)
    yield "pasting 5,000 lines"
    for letter in "# one":
        press(letter, "Your code")
    settle(terminal, 2.0)
    yield "typing in 5,000 lines"
    press("ctrl+z", "Your code")
    press("ctrl+z", "Your code")
    press("ctrl+z", "Your code")
    yield "undoing it"


def quiet(terminal: Terminal) -> None:
    """Read on until nothing is painted for a moment; a cursor that blinks is slower than that."""
    while terminal.read(0.15):
        pass


def settle(terminal: Terminal, seconds: float) -> None:
    """Read on for so long: what goes on after the screen stands there belongs to the flow too."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        terminal.read(0.05)


def longest_steps(home: Path) -> Iterator[Row]:
    """For every flow the longest step of the loop, beside the limit; where it took longer, what it was."""
    notes, bounds = home / "steps.json", [0.0]
    command = [sys.executable, "-m", "tests.benchmarks.responsiveness", "--watched", str(notes)]
    names = []
    with Terminal(command, home) as terminal:
        for name in flows(terminal):
            names.append(name)
            bounds.append(time.monotonic())
        terminal.press("ctrl+q")
        terminal.wait_for_end()
    steps = json.loads(notes.read_text())
    for name, begin, end in zip(names, bounds, bounds[1:], strict=False):
        mine = sorted((step for step in steps if begin <= step[0] < end), key=lambda step: -step[1])
        for _, processor, wall, what in [step for step in mine if step[1] > LIMIT / 2][:12]:
            print(f"    {1e3 * processor:6.1f} ms, {1e3 * wall:6.1f} on the clock: {what}", file=sys.stderr)
        yield f"longest step: {name}", mine[0][1] if mine else 0.0, LIMIT


# A key and its echo


def echo(terminal: Terminal, letter: str) -> float:
    """Seconds from a key to the first paint that shows it."""
    seen = len(terminal.raw)
    begun = time.perf_counter()
    terminal.press(letter)
    while letter.encode() not in terminal.raw[seen:]:
        terminal.read(1.0)
    return time.perf_counter() - begun


def echoes(terminal: Terminal, before_each: Callable[[], None] = lambda: None) -> list[float]:
    """Of every Greek letter, on a line of its own, at the pace of a quick typist."""
    times = []
    for letter in LETTERS:
        before_each()
        settle(terminal, 0.12)
        times.append(echo(terminal, letter))
    return times


def key_echo(home: Path) -> Iterator[Row]:
    """Median and worst, alone and while the digits are learned, beside the median of a minimal editor."""
    with Terminal([sys.executable, "-c", MINIMAL_EDITOR], home) as terminal:
        terminal.wait_for("ready")
        settle(terminal, 1.0)
        peer = statistics.median(echoes(terminal))
    prepare(home, "digits-mlp")
    with Terminal([sys.executable, "-m", "tui_tutor"], home) as terminal:
        terminal.wait_for("Continue", "sandbox")
        settle(terminal, 2.0)
        terminal.press("c")
        terminal.wait_for("Your code", "def ")
        settle(terminal, 2.0)
        terminal.press("ctrl+end", "enter", "#", " ")
        alone = echoes(terminal)

        def keep_training() -> None:
            if "training. Esc" not in terminal.text:
                terminal.press("f7")
                terminal.wait_for("training. Esc")

        training = echoes(terminal, keep_training)
    yield "key echo, median", statistics.median(alone), peer
    yield "key echo, worst", max(alone), peer
    yield "key echo while a training draws, median", statistics.median(training), peer
    yield "key echo while a training draws, worst", max(training), peer


def prepare(home: Path, exercise: str) -> None:
    """A learner who was at this exercise last and has solved it."""
    from tui_tutor.course import load_exercise, open_course
    from tui_tutor.progress import Store

    course = open_course()
    problem = load_exercise(course, exercise).problem
    with Store.open(home) as store:
        store.save_draft(course.id, exercise, (problem.solution if problem else "") + "\n", 0)
        store.set_place(course.id, exercise)


# From nothing to work


def until_shown(home: Path, command: list[str], *shown: str, typed_ahead: str = "") -> float:
    """Seconds from the start of a program until all of that is on its screen."""
    begun = time.perf_counter()
    with Terminal([sys.executable, *command], home) as terminal:
        terminal.press(*typed_ahead)
        terminal.wait_for(*shown)
        return time.perf_counter() - begun


def workspace_ready(home: Path) -> Iterator[Row]:
    """`tutor`, `c`, and the task and the code stand there; in turns with a minimal application's start."""
    prepare(home, "logistic-regression")
    mine, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(until_shown(home, ["-c", MINIMAL], "ready"))
        mine.append(until_shown(home, ["-m", "tui_tutor"], "Your code", "def ", "of 13", typed_ahead="c"))
    yield "from the start to a workspace with its lesson", statistics.median(mine), statistics.median(theirs)


def rows() -> Iterator[Row]:
    """Name, value and the value beside which it stands, all in seconds."""
    for measure in (longest_steps, key_echo, workspace_ready):
        with tempfile.TemporaryDirectory() as home:
            yield from measure(Path(home))


def main() -> None:
    """Prints the table."""
    for name, mine, theirs in rows():
        print(
            f"{name:<60} {1e3 * mine:8.1f} ms   {mine / theirs:6.2f} x   {1e3 * theirs:8.1f} ms", flush=True
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watched"]:
        watched(sys.argv[2])
    else:
        main()
