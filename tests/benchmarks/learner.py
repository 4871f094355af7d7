"""A learner with a past: attempts at two exercises, and one exercise more, of large arrays."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui_tutor.course import load_exercise, open_course
from tui_tutor.grading import Checker
from tui_tutor.progress import Store
from tui_tutor.report import encode

LESSONS = Path(__file__).parents[2] / "lessons"
FRESH, TRIED, OFTEN, LARGE = "linear-regression", "logistic-regression", "mse-grad", "large-arrays"
TIMES = {TRIED: 20, OFTEN: 500}

_LESSON = """+++
title = "Large arrays"
summary = "Two of them."
exercises = ["large-arrays"]
requires = []
+++
## Two arrays

Both are large.
"""
_TASK = """+++
title = "Two hundred rows"
kind = "gradient"
level = 1
function = "gradients"
+++
The gradient of the mean square of $XW - Y$ by `W`, of shape (200, 200), and by `V`.

```python starter
import numpy as np


def gradients(X, Y, params):
    error = X @ params["W"] - Y
    return {"W": X.T @ error / Y.size, "V": 2 * params["V"] / params["V"].size}
```

## Hint

Which factor does a square bring?

## Hint

A two.
"""
_PROBLEM = """import numpy as np


def draw(rng, shown):
    n, d = (3, 200) if shown else (4, 200)
    return {
        "X": rng.randn(n, d),
        "Y": rng.randn(n, 200),
        "params": {"W": 0.1 * rng.randn(d, 200), "V": rng.randn(d, 200)},
        "sizes": {"n": n},
    }


def loss(params, draw):
    return np.mean((draw["X"] @ params["W"] - draw["Y"]) ** 2) + np.mean(params["V"] ** 2)


def gradients(X, Y, params):
    error = X @ params["W"] - Y
    return {"W": 2 * X.T @ error / Y.size, "V": 2 * params["V"] / params["V"].size}
"""


def course_with_large_arrays(folder: Path) -> None:
    """The course that ships, with one lesson more."""
    shutil.copytree(LESSONS, folder)
    lesson = folder / "18-large"
    lesson.mkdir()
    (lesson / "lesson.md").write_text(_LESSON, encoding="utf-8")
    (lesson / f"{LARGE}.md").write_text(_TASK, encoding="utf-8")
    (lesson / f"{LARGE}.py").write_text(_PROBLEM, encoding="utf-8")


def remember_attempts(home: Path, course_folder: Path) -> None:
    """As many attempts as `TIMES` says, the last one right, each with the report of a real check."""
    course = open_course(course_folder)
    begun = datetime.now(UTC) - timedelta(days=3)
    with Store.open(home) as store, Checker() as checker:
        for name, times in TIMES.items():
            exercise = load_exercise(course, name)
            assert exercise.problem is not None
            right, wrong = exercise.problem.solution, exercise.starter
            reports = {source: checker.check(exercise, source) for source in (right, wrong)}
            for at in range(times):
                source = right if at == times - 1 else wrong
                report, text = reports[source], f"{source}\n# try {at}\n"
                store.record_attempt(
                    course.id,
                    name,
                    exercise.digest,
                    text,
                    report.outcome,
                    report.verdict,
                    encode(report),
                    begun + timedelta(minutes=at),
                )
            store.save_draft(course.id, name, right, 0)
