"""What a course is made of, as frozen records. Nothing here executes; sources are text."""

from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

Kind = Literal["gradient", "function", "bugfix", "predict", "explore"]
Judged = Literal["gradient", "value", "question"]
Rung = Literal["symptom", "concept", "place", "formula", "solution"]
Optimiser = Literal["descent", "momentum", "rmsprop", "adam", "adamw"]


class Flaw(Struct, frozen=True):
    """An error of the author's as data: the file, the line (from 1, None for the whole file), a sentence."""

    file: str
    problem: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.problem}"


class CourseError(Exception):
    """The author's error: the file, the line or key, what is wrong and what to do, in one sentence.

    It may quote a stranger's file: what a terminal would obey becomes a question mark.
    """

    def __init__(self, file: Path | str, problem: str, line: int | None = None) -> None:
        self.flaw = Flaw(_printable(str(file)), _printable(problem), line)
        self.file, self.problem, self.line = self.flaw.file, self.flaw.problem, line
        super().__init__(str(self.flaw))


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)


class Limit(Struct, frozen=True, forbid_unknown_fields=True):
    """What an exercise asks for beyond the usual limits of a call. Seconds, megabytes."""

    wall: float | None = None
    memory: int | None = None


class Curve(Struct, frozen=True, forbid_unknown_fields=True):
    """How the loss curve of an exercise is trained.

    The optimiser is the library's, with its usual settings and a momentum of 0.9. `metric` names a function of
    the problem, `metric(params, draw) -> float`: a second number to report, such as accuracy on unseen data.
    """

    rate: float
    epochs: int
    batch: int | None = None
    optimiser: Optimiser = "descent"
    metric: str | None = None
    limit: float = 20.0
    log: bool = False


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer of a plain question, with the message it gets."""

    id: str
    text: str
    message: str
    correct: bool = False


class Number(Struct, frozen=True, forbid_unknown_fields=True):
    """The answer of a plain question that asks for a number: right within `tolerance`, or `message`."""

    value: float
    tolerance: float
    message: str


class Explore(Struct, frozen=True, forbid_unknown_fields=True):
    """The live plot of an `explore` exercise: a slider over `values`, the problem's `series(value)` drawn."""

    slider: str
    values: tuple[float, ...]
    x: str
    y: tuple[str, ...]
    scale: Literal["linear", "log"] = "linear"


class Hint(Struct, frozen=True):
    """One step of the hint ladder, and how its author calls it: the later in `Rung`, the more it gives away."""

    text: str
    rung: Rung | None = None


class Mistake(Struct, frozen=True):
    """A known wrong answer: the whole wrong submission, and the message it gets."""

    name: str
    message: str
    source: str


class Problem(Struct, frozen=True):
    """An exercise's Python file, taken apart with `ast` and never executed here.

    `given` is a module with what the learner may import from `exercise`, and `given_names` its functions
    but the tutor's own; `solution` is the official answer as a submission; `judged` says whether the file has a `loss`
    or an `expected`; `has_use` whether a given `use` calls the learner's function; `arguments` are the names
    of the solution's parameters.
    """

    path: Path
    source: str
    judged: Judged
    given: str = ""
    given_names: tuple[str, ...] = ()
    has_use: bool = False
    has_curve_data: bool = False
    has_curve_step: bool = False
    has_curve_loss: bool = False
    has_series: bool = False
    has_facts: bool = False
    solution: str = ""
    arguments: tuple[str, ...] = ()


class ExerciseSummary(Struct, frozen=True):
    """What a list of exercises shows; read from the front matter alone."""

    id: str
    title: str
    kind: Kind
    level: int
    lesson: str
    path: Path
    aliases: tuple[str, ...] = ()
    points: float = 1.0


class Exercise(Struct, frozen=True):
    """Everything the tutor knows about one exercise. `digest` changes when its files change."""

    id: str
    lesson: str
    title: str
    kind: Kind
    level: int
    judged: Judged
    function: str
    task: str
    starter: str
    hints: tuple[Hint, ...]
    mistakes: tuple[Mistake, ...]
    afterwards: str
    digest: str
    path: Path
    h: float = 1e-4
    points: float = 1.0
    limits: Limit = Limit()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    intermediates: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    curve: Curve | None = None
    choices: tuple[Choice, ...] = ()
    number: Number | None = None
    explore: Explore | None = None
    problem: Problem | None = None

    @property
    def asked_for(self) -> str:
        """What people call the right answer of a code exercise."""
        return "gradient" if self.judged == "gradient" else "answer"


class Step(Struct, frozen=True):
    """One screenful of a lesson: a heading and the Markdown below it."""

    title: str
    text: str


class Lesson(Struct, frozen=True):
    """A lesson's front matter and its steps. `number` is the prefix of its folder's name.

    `extra` holds the keys of the front matter that the tutor has no use for, such as an article's author.
    """

    id: str
    number: int
    title: str
    summary: str
    steps: tuple[Step, ...]
    exercises: tuple[ExerciseSummary, ...]
    path: Path
    requires: tuple[str, ...] = ()
    extra: dict[str, Any] = {}


class LessonSummary(Struct, frozen=True):
    """A lesson in a list."""

    id: str
    number: int
    title: str
    summary: str
    exercises: tuple[ExerciseSummary, ...]
    path: Path
    requires: tuple[str, ...] = ()


class Course(Struct, frozen=True):
    """A course as a map: lessons and exercises by title, nothing of their text.

    `broken` holds the author's errors that made single lessons or exercises unreadable: they are shown, and
    the rest of the course works.
    """

    id: str
    title: str
    version: str
    folder: Path
    lessons: tuple[LessonSummary, ...]
    doors: tuple[str, ...] = ()
    placement: tuple[str, ...] = ()
    broken: tuple[Flaw, ...] = ()

    def lesson(self, name: str) -> LessonSummary | None:
        """The lesson with that id, or with that number."""
        number = int(name) if name.isdecimal() and len(name) < 10 else None
        return next((one for one in self.lessons if one.id == name or one.number == number), None)

    def find(self, exercise: str) -> ExerciseSummary | None:
        """The exercise with that id, or with that former id."""
        for lesson in self.lessons:
            for summary in lesson.exercises:
                if exercise == summary.id or exercise in summary.aliases:
                    return summary
        return None
