"""What must agree inside one exercise: its settings with each other, with its prose, and with its Python."""

import ast
import math
from collections.abc import Iterable, Sequence

from tui_tutor.course.anatomy import Anatomy
from tui_tutor.course.cutting import Needs, given_needs, solution_needs
from tui_tutor.course.frontmatter import FrontMatter, line_of
from tui_tutor.course.names import ID_RULE, is_id, is_python_name, nearest
from tui_tutor.course.parsing import functions, parameters, parse
from tui_tutor.course.problem import RESERVED
from tui_tutor.course.prose import Prose
from tui_tutor.course.settings import ExerciseSettings
from tui_tutor.course.types import Choice, CourseError, Curve, Explore, Number, Problem

QUESTIONS = frozenset({"predict", "explore"})
HINTS = range(2, 6)
METRIC = ("params", "draw")  # what a curve's metric is called with


def check_settings(front: FrontMatter, settings: ExerciseSettings) -> None:
    """The front matter alone. Raises CourseError with the key and its line."""
    if not settings.title.strip():
        raise _wrong(front, "title", "is empty. Say in a few words what this is about.")
    for key in ("intermediates", "withheld", "losses"):
        _names(front, key, getattr(settings, key))
    for alias in settings.aliases:
        if not is_id(alias):
            raise _wrong(front, "aliases", f'holds "{alias}", which is not an id: {ID_RULE}.')
    _positive(front, "limits", {"wall": settings.limits.wall, "memory": settings.limits.memory})
    if settings.curve:
        curve = settings.curve
        numbers = {"rate": curve.rate, "epochs": curve.epochs, "batch": curve.batch, "limit": curve.limit}
        _positive(front, "curve", numbers)
        _names(front, "curve.metric", (curve.metric,) if curve.metric else ())
    if settings.kind in QUESTIONS:
        _question(front, settings)
    else:
        _code(front, settings)


def check_prose(front: FrontMatter, settings: ExerciseSettings, prose: Prose) -> None:
    """The body against the front matter. Raises CourseError."""
    if len(prose.hints) not in HINTS:
        raise _hints(front, prose)
    if settings.kind in QUESTIONS and prose.changes:
        problem = 'a question keeps its messages in its front matter. Take the "## Mistake" sections away.'
        raise CourseError(front.file, problem, prose.changes[0].line)
    if settings.kind not in QUESTIONS and not prose.starter.strip():
        problem = 'there is no starter. Add a "```python starter" block to the task.'
        raise CourseError(front.file, problem, front.body_line)


def check_problem(
    front: FrontMatter, settings: ExerciseSettings, problem: Problem | None, anatomy: Anatomy | None
) -> None:
    """The front matter against the Python file; both None when there is none. Raises CourseError."""
    judged = problem.judged if problem else "question"
    takes = anatomy.parameters("loss") if anatomy and judged == "gradient" else ()
    pairs = (("intermediates", settings.intermediates, "probes"), ("losses", settings.losses, "loss_fn"))
    for key, names, parameter in pairs:
        if names and parameter not in takes:
            raise _wrong(
                front, key, f"needs a loss with the parameter {parameter}: loss(params, draw, {parameter})."
            )
        if parameter in takes and not names:
            told = f"loss takes {parameter}, and the front matter has no {key}. Add {key} = [...]."
            raise CourseError(front.file, told, front.first)
    if settings.curve:
        _curve(front, settings.curve, problem, anatomy)
    if settings.explore and not (problem and problem.has_series):
        raise _wrong(front, "explore", f"needs series(value) in {front.file.with_suffix('.py').name}.")
    if anatomy and judged != "question":
        _withheld(settings, anatomy)


def check_starter(
    front: FrontMatter,
    settings: ExerciseSettings,
    prose: Prose,
    problem: Problem | None,
    anatomy: Anatomy | None,
) -> None:
    """The starter is Python, defines the function as the solution does, and imports only what is given."""
    tree = parse(front.file, prose.starter, prose.starter_line, what="the starter")
    if problem is None or anatomy is None or problem.judged == "question":
        return
    name = settings.function
    if name not in functions(tree):
        told = f'the starter defines no function "{name}". Begin it for the learner.'
        raise CourseError(front.file, told, prose.starter_line)
    mine, official = parameters(functions(tree)[name]), anatomy.parameters(name)
    if mine != official:
        told = (
            f"the starter says {name}({', '.join(mine)}), and the solution {name}({', '.join(official)}). "
            "Write the same parameters in both."
        )
        raise CourseError(front.file, told, prose.starter_line + functions(tree)[name].lineno - 1)
    offered = {"exercise": set(problem.given_names)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            line = prose.starter_line + node.lineno - 1
            _imported(front, settings, node, offered, line)


def _imported(
    front: FrontMatter,
    settings: ExerciseSettings,
    node: ast.ImportFrom,
    offered: dict[str, set[str]],
    line: int,
) -> None:
    for alias in node.names:
        if node.module == "neural_network" and alias.name in settings.withheld:
            raise CourseError(
                front.file, f'the starter imports "{alias.name}", which is withheld here.', line
            )
        if node.module in offered and alias.name not in offered[node.module]:
            told = f'the starter imports "{alias.name}" from exercise, which is not a @given function.'
            raise CourseError(
                front.file, f"{told} {nearest(alias.name, offered[node.module])}".rstrip(), line
            )


def _hints(front: FrontMatter, prose: Prose) -> CourseError:
    """Points at the first hint too many, or at the last that is there."""
    count = len(prose.hints)
    found = f"there is {count} hint" if count == 1 else f"there are {count} hints"
    problem = f'{found}. Write 2 to 5 "## Hint" sections, each a step further.'
    lines = prose.hint_lines[: HINTS.stop] or (front.body_line,)
    return CourseError(front.file, problem, lines[-1])


def _wrong(front: FrontMatter, path: str, problem: str) -> CourseError:
    return CourseError(front.file, f'"{path}" {problem}', line_of(front, path))


def _names(front: FrontMatter, key: str, names: Sequence[str]) -> None:
    for name in names:
        if not is_python_name(name):
            raise _wrong(front, key, f'holds "{name}", which is not a name in Python.')
    for name in _twice(names):
        raise _wrong(front, key, f'holds "{name}" twice. Keep one.')


def _twice(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def _positive(front: FrontMatter, table: str, numbers: dict[str, float | int | None]) -> None:
    for key, value in numbers.items():
        if value is not None and not (math.isfinite(value) and value > 0):
            raise _wrong(front, f"{table}.{key}", "must be a number above 0.")


def _code(front: FrontMatter, settings: ExerciseSettings) -> None:
    if not settings.function:
        told = f'the key "function" is missing: kind = "{settings.kind}" names what the learner writes.'
        raise CourseError(front.file, told, front.first)
    if not is_python_name(settings.function) or settings.function in RESERVED:
        raise _wrong(
            front, "function", f'cannot be "{settings.function}". Choose a name of the learner\'s own.'
        )
    for key in ("choices", "number", "explore"):
        if getattr(settings, key):
            raise _wrong(
                front, key, f'belongs to questions, and this is kind = "{settings.kind}". Take it away.'
            )


def _question(front: FrontMatter, settings: ExerciseSettings) -> None:
    if settings.function:
        raise _wrong(front, "function", "belongs to code, and this is a question. Take it away.")
    if (settings.kind == "explore") != (settings.explore is not None):
        told = 'kind = "explore" and the table [explore] belong together. Add one, or take the other away.'
        raise CourseError(front.file, told, line_of(front, "explore") or line_of(front, "kind"))
    if settings.number and settings.choices:
        raise _wrong(front, "number", "and [[choices]] are two ways to answer. Keep one.")
    if settings.number:
        _number(front, settings.number)
    else:
        _choices(front, settings.choices)
    if settings.explore:
        _explore(front, settings.explore)


def _number(front: FrontMatter, number: Number) -> None:
    if not math.isfinite(number.value):
        raise _wrong(front, "number.value", "must be a finite number.")
    if not 0 <= number.tolerance < math.inf:
        raise _wrong(front, "number.tolerance", "must be a number of 0 or above.")
    if not number.message.strip():
        raise _wrong(front, "number.message", "is empty. Say what to look at when the number is wrong.")


def _choices(front: FrontMatter, choices: Sequence[Choice]) -> None:
    ids = [choice.id for choice in choices]
    if len(ids) < 2:
        told = (
            f"a question has two [[choices]] or more, each with id, text and message; here are {len(ids)}. "
            "If it asks for a number, write [number]."
        )
        raise CourseError(front.file, told, line_of(front, "choices"))
    for number, choice in enumerate(choices):
        if not is_id(choice.id):
            raise _wrong(front, f"choices[{number}].id", f'cannot be "{choice.id}": {ID_RULE}.')
        if not (choice.text.strip() and choice.message.strip()):
            raise _wrong(front, f"choices[{number}]", "needs a text and a message.")
    for name in _twice(ids):
        raise _wrong(front, "choices", f'holds "{name}" twice. Give one another id.')
    right = sum(choice.correct for choice in choices)
    if right != 1:
        raise _wrong(front, "choices", f"has {right} correct answers. Mark exactly one with correct = true.")


def _explore(front: FrontMatter, explore: Explore) -> None:
    if len(explore.values) < 2 or not all(map(math.isfinite, explore.values)):
        raise _wrong(front, "explore.values", "needs two numbers or more for the slider to move over.")
    if not explore.y:
        raise _wrong(front, "explore.y", "names no array to draw. Name what series(value) returns.")


def _curve(front: FrontMatter, curve: Curve, problem: Problem | None, anatomy: Anatomy | None) -> None:
    """A gradient is trained with as it is. Whatever else is asked for has its own step, data and loss."""
    if problem is None or anatomy is None or problem.judged == "question":
        raise _wrong(front, "curve", "needs code to train with, and a question has none.")
    parts = {
        "curve_data(rng)": problem.has_curve_data,
        "curve_step(function, draw, rate, state)": problem.has_curve_step,
        "curve_loss(params, draw)": problem.has_curve_loss,
    }
    missing = [part for part, there in parts.items() if not there]
    if problem.judged != "gradient" and missing:
        told = f"needs a gradient to train with, or its own step: {anatomy.path.name} has no {missing[0]}."
        raise _wrong(front, "curve", told)
    if problem.has_curve_step and curve.optimiser != "descent":
        raise _wrong(front, "curve.optimiser", "says how to step, and so does curve_step. Keep one of them.")
    if curve.metric:
        _metric(front, curve.metric, anatomy)


def _metric(front: FrontMatter, metric: str, anatomy: Anatomy) -> None:
    """A function of the problem, called where the loss is: where no learner's code is."""
    if anatomy.parameters(metric) != METRIC:
        known = f"{anatomy.path.name} has to define it as: def {metric}({', '.join(METRIC)})"
        raise _wrong(front, "curve.metric", f'is "{metric}", and {known}')
    if anatomy.functions[metric].given:
        told = f'"{metric}" is for the judge, never for the learner. Take @given away.'
        raise anatomy.error(anatomy.functions[metric].line, told)


def _withheld(settings: ExerciseSettings, anatomy: Anatomy) -> None:
    """A withheld name is missing in the learner's call, where the given functions and the solution run."""
    library = {item.bound: item for item in anatomy.imports if item.module == "neural_network"}
    users: list[tuple[str, Needs]] = [
        (f'the given function "{piece.names[0]}"', given_needs(anatomy, piece)) for piece in anatomy.given()
    ]
    users.append((f'the solution "{settings.function}"', solution_needs(anatomy, settings.function)))
    for whose, needs in users:
        for bound in sorted(needs.imported & set(library)):
            if library[bound].name in settings.withheld:
                told = f'{whose} uses "{library[bound].name}", which is withheld in this exercise.'
                raise anatomy.error(library[bound].line, told)
