"""Everything that a person does in the application, in a terminal of 120 x 40, as flows with a name."""

import time
from collections.abc import Iterable, Iterator

from tests.benchmarks.learner import FRESH, LARGE, OFTEN, TRIED
from tests.end_to_end.terminal import Terminal
from tui_tutor.course import load_exercise, open_course

PASTED = "".join(f"def f{i}(x):\n    return x * {i} + np.exp({i})\n" for i in range(2500))
ENDLESS = "def gradients(X, y, params):\n    while True: pass\n"
FAILING = "def gradients(X, y, params):\n    return {}['W']  # missing\n"
CALM = 0.15  # seconds without a paint; a cursor that blinks is slower than that


class Person:
    """Presses keys, and looks at the screen until it has the answer and nothing moves any more."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def press(self, key: str, *shown: str, gone: str | None = None) -> None:
        """One key, and what it brings."""
        self.terminal.press(key)
        self.terminal.wait_for(*shown, gone=gone)
        while self.terminal.read(CALM):
            pass

    def press_all(self, *keys: str) -> None:
        """One after the other, each answered."""
        for key in keys:
            self.press(key)

    def press_until(self, key: str, *shown: str) -> None:
        """The same key again, until that is there."""
        for _ in range(12):
            if all(one in self.terminal.text for one in shown):
                return
            self.press(key)
        raise AssertionError(f"{key!r} did not bring {shown}:\n{self.terminal.text}")

    def linger(self, seconds: float) -> None:
        """What goes on after the screen stands there belongs to the flow too."""
        linger(self.terminal, seconds)

    def to_map(self) -> None:
        """Back, one step at a time."""
        self.press_until("escape", "c Continue")

    def open(self, name: str) -> None:
        """From anywhere, by its id."""
        self.to_map()
        self.press("escape")
        self.press("/", "part of a title")
        self.terminal.type(name)
        self.press("enter", "Your", "F6 Pane")
        self.linger(1.0)

    def choose(self, command: str) -> None:
        """A command of the palette, by its name."""
        self.press("ctrl+p", "Search")
        self.terminal.type(command)
        self.press_all("down", "enter")
        self.linger(0.5)

    def to_code(self) -> None:
        """The keys in the editor, which the thick frame shows."""
        self.press_until("f6", "┏━ Your code")

    def write(self, text: str) -> None:
        """Other code in place of what is there."""
        self.to_code()
        self.press("ctrl+a")
        self.terminal.paste(text)
        self.linger(0.5)

    def check(self, word: str) -> None:
        """Run, and wait for the verdict."""
        self.press("ctrl+j", word)
        self.linger(0.5)


def reading(person: Person) -> Iterator[str]:
    """The map, its search, lessons and their sheets."""
    person.press_all(*["down"] * 6, "n", "j", "k")
    yield "moving on the map"
    person.press("/", "part of a title")
    person.press_all(*"softmax", *["backspace"] * 7, "escape")
    yield "searching the map"
    person.choose("Lesson 9")
    person.terminal.wait_for("s Cheat")
    person.press_all(*["right"] * 6, *["left"] * 2)
    yield "a lesson with its formulas, page by page"
    person.press("s", "back")
    person.press_all("j", "j", "escape")
    yield "its cheat sheet"


def writing(person: Person) -> Iterator[str]:
    """A desk, its pages, the editor."""
    person.open(FRESH)
    yield "opening an exercise, 0 attempts"
    person.press_all("shift+f6", *["left", "left", "left", "right", "right", "space"])
    yield "pages beside the code"
    person.to_code()
    person.press_all("ctrl+end", *"# typed slowly", "enter", *"for x in (1, 2):", "enter", "tab")
    yield "typing"
    person.press("ctrl+f", "find")
    person.press_all(*"import", "enter", "enter", "escape")
    yield "finding"


def checking(person: Person) -> Iterator[str]:
    """Every way in which a check ends."""
    exercise = load_exercise(open_course(), FRESH)
    assert exercise.problem is not None
    person.open(FRESH)
    yield "opening it again"
    for source, word, name in (
        (exercise.starter, "✗ wrong", "a check: wrong"),
        (exercise.problem.solution, "✓ correct", "a check: right"),
        (FAILING, "KeyError", "a check: an error"),
        (ENDLESS, "timed out", "a check: out of time"),
    ):
        person.write(source)
        person.check(word)
        yield name
    person.press_all("f2", "f2", "f2")
    yield "hints"
    person.open(LARGE)
    person.check("✗ wrong")
    yield "a check of two 200 x 200 arrays"
    person.press_until("f6", "┏━ Result")
    person.press("enter", "worst")
    person.press_all("w", "down", "right", "pagedown", "tab", "escape")
    yield "the entries of a 200 x 200 array"


def looking_back(person: Person) -> Iterator[str]:
    """Exercises with a past, and the past."""
    person.open(TRIED)
    yield "opening an exercise, 20 attempts"
    person.open(OFTEN)
    yield "opening an exercise, 500 attempts"
    person.check("✓ correct")
    yield "a check after 500 attempts"
    person.press("ctrl+r", "texts, the newest")
    person.press_all("down", "down", "pagedown", "end", "home")
    yield "a history of 500 attempts"
    person.press("enter", "r makes it your draft")
    person.press_all("right", "right", "right", "escape")
    person.press("d", "r makes it your draft")
    person.press_all("j", "escape")
    yield "an attempt, its changes"


def playing(person: Person) -> Iterator[str]:
    """Curves, the slider, the hunt."""
    person.open(TRIED)
    person.press("f7", "epoch")
    person.terminal.wait_for("loss", gone="training. Esc")
    person.linger(0.5)
    person.press_until("f6", "┏━ Result")
    person.press_all("l", "l", "up")
    person.press("enter", "training. Esc")
    person.terminal.wait_for("loss", gone="training. Esc")
    yield "a curve, logarithmic, and again with another rate"
    person.open("step-size")
    person.press_all("home", *["right"] * 8, "left", "end")
    yield "exploring with a slider"
    person.open(TRIED)
    person.choose("Bug hunt here")
    person.terminal.wait_for("Give up")
    person.linger(1.0)
    person.check("✗ wrong")
    yield "a bug hunt"


def looking_around(person: Person) -> Iterator[str]:
    """What is there on every screen."""
    person.open(FRESH)
    person.press("f1", "Page before")
    person.press_all("down", "down", "escape")
    yield "help"
    person.press("ctrl+p", "Search")
    person.press_all(*"softmax", "escape")
    yield "the palette"
    for theme in ("tutor-light", "tutor-contrast-light", "tutor-dark"):
        person.choose(theme)
    yield "another theme"
    for columns, rows in ((80, 24), (120, 40), (60, 20), (200, 60), (120, 40)):
        person.terminal.resize(columns, rows)
        person.linger(0.5)
    yield "another size of the terminal"


def pasting(person: Person) -> Iterator[str]:
    """A long text."""
    person.open(FRESH)
    person.write(PASTED)
    person.terminal.wait_for("5000")
    person.linger(1.5)
    yield "pasting 5,000 lines"
    person.press_all(*"# one", "enter", "up", "ctrl+home", *"# two", "ctrl+end")
    person.linger(1.0)
    yield "typing in 5,000 lines"
    person.press("ctrl+f", "find")
    person.press_all(*"exp(24", "enter", "enter", "escape")
    yield "finding in 5,000 lines"
    person.press_all(*["ctrl+z"] * 4)
    person.linger(1.0)
    yield "undoing it"
    person.to_map()
    yield "back to the map"


PARTS = {
    part.__name__: part
    for part in (reading, writing, checking, looking_back, playing, looking_around, pasting)
}


def flows(terminal: Terminal, parts: Iterable[str]) -> Iterator[str]:
    """Each yields its name when it is done; the way to where it begins belongs to it."""
    person = Person(terminal)
    terminal.wait_for("Continue", "sandbox")
    person.linger(2.0)
    yield "the first paint, and all that is made ready after it"
    for part in parts:
        yield from PARTS[part](person)


def linger(terminal: Terminal, seconds: float) -> None:
    """Read on for so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        terminal.read(0.05)
