"""Small courses for the tests: one good exercise of each sort, and ways to spoil it."""

from pathlib import Path

from tui_tutor.course import Course, CourseError, Exercise, load_exercise, open_course

COURSE = """\
id = "small"
title = "A small course"
version = "1"
"""

LESSON = """\
+++
title = "Lines"
summary = "Fit a line."
exercises = [
  "fit",
  "guess",
]
+++
Begin here.
"""

CODE = """\
+++
title = "Fit a line"
kind = "gradient"
level = 1
function = "gradients"
+++
Write the gradient of the mean square.

```python starter
import numpy as np


def gradients(X, y, params):
    return {"W": np.zeros(params["W"].shape)}
```

## Hint

Which constant does a square bring?

## Hint

Shapes: $X^T$ is (d, n).

## Mistake missing-two

```diff
-    return {"W": 2 * X.T @ error / len(X)}
+    return {"W": X.T @ error / len(X)}
```

Every entry is half of the numerical one. What does a square bring?

## Afterwards

The 2 comes from the square.
"""

PYTHON = """\
import numpy as np
from exercise import given
from neural_network import mse_loss, sigmoid

SIZE = 3


def draw(rng, shown):
    X = rng.randn(5, SIZE)
    return {"X": X, "y": rng.randn(5, 1), "params": {"W": rng.randn(SIZE, 1)}}


@given
def forward(X, params):
    return X @ params["W"]


def loss(params, draw):
    return mse_loss(forward(draw["X"], params), draw["y"])


def gradients(X, y, params):
    error = forward(X, params) - y
    return {"W": 2 * X.T @ error / len(X)}
"""

QUESTION = """\
+++
title = "Guess the sign"
kind = "predict"
level = 2
aliases = ["old-guess"]

[[choices]]
id = "up"
text = "It rises."
message = "Look at the slope."

[[choices]]
id = "down"
text = "It falls."
message = "The slope is negative."
correct = true
+++
The slope is -1. Does the loss rise or fall?

## Hint

Draw it.

## Hint

Follow the line to the right.
"""


def course(
    folder: Path,
    *,
    toml: str = COURSE,
    lesson: str = LESSON,
    code: str = CODE,
    python: str | None = PYTHON,
    question: str = QUESTION,
    facts: str | None = None,
) -> Course:
    """A course with a coding exercise `fit` and a question `guess`, written to a folder and opened."""
    home = folder / "01-lines"
    home.mkdir(exist_ok=True)
    files = {"lesson.md": lesson, "fit.md": code, "fit.py": python, "guess.md": question, "guess.py": facts}
    (folder / "course.toml").write_text(toml, encoding="utf-8")
    for name, text in files.items():
        if text is not None:
            (home / name).write_text(text, encoding="utf-8")
    return open_course(folder)


def fit(folder: Path, *, code: str = CODE, python: str | None = PYTHON) -> Exercise:
    """The coding exercise, loaded."""
    return load_exercise(course(folder, code=code, python=python), "fit")


def guess(folder: Path, question: str = QUESTION, facts: str | None = None) -> Exercise:
    """The question, loaded."""
    return load_exercise(course(folder, question=question, facts=facts), "guess")


def edited(text: str, old: str, new: str) -> str:
    """The text with its only `old` replaced: a test that spoils nothing is no test."""
    assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
    return text.replace(old, new)


def line(text: str, part: str) -> int:
    """The line (from 1) of the first line that holds the part."""
    return next(number for number, row in enumerate(text.split("\n"), 1) if part in row)


def said(error: CourseError) -> tuple[str, int | None, str]:
    """File name, line and sentence of an error."""
    return Path(error.file).name, error.line, error.problem
