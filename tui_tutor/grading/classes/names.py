"""Whose file is it, and which exercise does it answer? Read from names alone."""

from collections.abc import Collection

from msgspec import Struct

from tui_tutor.grading.classes.patterns import Pattern


class Naming(Struct, frozen=True):
    """How names are to be read: all files answer `exercise`, or patterns say it, or the usual tree does.

    `known` are the ids and aliases of the course. With a `student`, all files are this one's, in whatever folder.
    """

    known: Collection[str]
    exercise: str | None = None
    patterns: tuple[Pattern, ...] = ()
    student: str | None = None


class Read(Struct, frozen=True):
    """A name that was understood."""

    student: str
    exercise: str
    attempt: int | None = None


def read_name(parts: tuple[str, ...], home: str, naming: Naming) -> Read | str:
    """Student and exercise of the file at `parts` under the folder or archive called `home`, or why there is none.

    `<student>/<exercise-id>.py` everywhere; `<exercise-id>.py` alone belongs to the student that `home` is named
    after. With an exercise given, `<student>.py` answers it; with a student given, `<exercise-id>.py` is theirs in
    whatever folder.
    """
    if not parts[-1].endswith(".py"):
        return "it is not a Python file"
    if naming.patterns:
        return _by_pattern(parts, naming)
    stem = parts[-1].removesuffix(".py")
    if naming.student is not None:
        return _of_one_student(stem, naming, naming.student)
    if naming.exercise is not None:
        return _of_one_exercise(parts, stem, home, naming.exercise)
    if len(parts) == 2:
        return Read(parts[0], stem)
    if len(parts) == 1 and stem in naming.known:
        return Read(home, stem)
    return (
        "it is not STUDENT/EXERCISE.py; for files of one exercise add --exercise, for other names --pattern"
    )


def _by_pattern(parts: tuple[str, ...], naming: Naming) -> Read | str:
    for pattern in naming.patterns:
        found = pattern.match(parts)
        if found is not None:
            exercise = found.get("exercise") or naming.exercise or ""
            if naming.exercise is not None and exercise != naming.exercise:
                return f"it answers {exercise}, not {naming.exercise}"
            attempt = found.get("attempt")
            return Read(found["student"], exercise, None if attempt is None else int(attempt))
    return "no --pattern fits its name"


def _of_one_student(stem: str, naming: Naming, student: str) -> Read | str:
    if stem == naming.exercise or (naming.exercise is None and stem in naming.known):
        return Read(student, stem)
    wanted = "after an exercise" if naming.exercise is None else f"{naming.exercise}.py"
    return f"it is not named {wanted}"


def _of_one_exercise(parts: tuple[str, ...], stem: str, home: str, exercise: str) -> Read | str:
    if len(parts) == 1:
        return Read(home if stem == exercise else stem, exercise)
    if len(parts) == 2 and stem == exercise:
        return Read(parts[0], exercise)
    return f"it is neither STUDENT.py nor STUDENT/{exercise}.py"
