"""An exception of foreign code as data: its own lines only, and the shapes that met where it failed."""

import ast
import itertools
import re
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

from tui_tutor.calls.foreign import LEARNER, PROBLEM, SOURCES

MAX_TEXT, MAX_FRAMES = 600, 8
# What numpy says when a product does not fit: the part about gufuncs means nothing to whoever wrote `A @ B`.
_NO_PRODUCT = re.compile(
    r"matmul: Input operand 1 has a mismatch in its core dimension 0, .*(\(size \d+ .*\))"
)


def describe(error: BaseException, *, values: bool = True) -> dict[str, Any]:
    """`report.Raised` as a dict. With `values` false the text is left out: it may quote hidden data.

    Never raises, whatever the exception object does.
    """
    steps = list(_steps(error.__traceback__))
    own = [step for step in steps if step[0].f_code.co_filename == LEARNER]
    if not own:
        own = [step for step in steps if step[0].f_code.co_filename == PROBLEM]
    if isinstance(error, SyntaxError) and error.filename in SOURCES:
        frames = [_frame(error.lineno or 1, "<module>", error.filename)]
    else:
        frames = [_frame(line, frame.f_code.co_name, frame.f_code.co_filename) for frame, line, _ in own]
    if len(frames) > MAX_FRAMES:
        frames = frames[: MAX_FRAMES // 2] + frames[-MAX_FRAMES // 2 :]
    return {
        "type": _name(error),
        "text": _text(error) if values else "",
        "frames": frames,
        "operands": _operands(own[-1]) if own else [],
    }


def _steps(traceback: TracebackType | None) -> Iterator[tuple[FrameType, int, TracebackType]]:
    while traceback is not None:
        yield traceback.tb_frame, traceback.tb_lineno, traceback
        traceback = traceback.tb_next


def _frame(line: int, function: str, filename: str) -> dict[str, Any]:
    lines = SOURCES.get(filename, "").splitlines()
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return {"line": line, "function": str(function)[:80], "source": source[:200]}


def _name(error: BaseException) -> str:
    return str(type(error).__name__)[:80]


def _text(error: BaseException) -> str:
    try:
        if isinstance(error, SyntaxError):
            return str(error.msg)[:MAX_TEXT]
        return _NO_PRODUCT.sub(r"matmul: the inner sizes do not agree \1", str(error))[:MAX_TEXT]
    except BaseException:  # a hostile __str__: the type's name has to do
        return ""


def _operands(step: tuple[FrameType, int, TracebackType]) -> list[str]:
    """`X has shape (2, 1)` for every plain operand of the expression that failed."""
    try:
        frame, _, traceback = step
        expression = _failing_expression(frame, traceback)
        names = _parts(expression) if expression is not None else []
        return list(itertools.chain.from_iterable(_shape(name, frame) for name in names))[:4]
    except BaseException:  # foreign objects are asked for their shape: anything may happen
        return []


def _failing_expression(frame: FrameType, traceback: TracebackType) -> ast.expr | None:
    """The expression whose instruction raised, from the compiler's own positions."""
    positions = itertools.islice(frame.f_code.co_positions(), traceback.tb_lasti // 2, None)
    first, last, start, end = next(positions)
    if first is None or first != last or start is None or end is None:
        return None
    line = SOURCES[frame.f_code.co_filename].splitlines()[first - 1]
    segment = line.encode()[start:end].decode()
    return ast.parse(segment.strip(), mode="eval").body


def _parts(expression: ast.expr) -> list[ast.expr]:
    if isinstance(expression, ast.BinOp):
        parts = [expression.left, expression.right]
    elif isinstance(expression, ast.Call):
        parts = list(expression.args)
        if isinstance(expression.func, ast.Attribute):
            parts.insert(0, expression.func.value)
    elif isinstance(expression, ast.Subscript):
        parts = [_whose_shape(expression.value)]
    else:
        parts = []
    return [part for part in parts if _is_plain(part)]


def _whose_shape(expression: ast.expr) -> ast.expr:
    """`p` for `p.shape`: an axis that is not there is asked of the array."""
    if isinstance(expression, ast.Attribute) and expression.attr == "shape":
        return expression.value
    return expression


def _is_plain(expression: ast.expr) -> bool:
    """A name, an attribute or a constant subscript of one: looking at it again does nothing."""
    if isinstance(expression, ast.Name):
        return True
    if isinstance(expression, ast.Attribute):
        return _is_plain(expression.value)
    if isinstance(expression, ast.Subscript):
        return _is_plain(expression.value) and isinstance(expression.slice, ast.Constant)
    return False


def _shape(expression: ast.expr, frame: FrameType) -> Iterator[str]:
    text = ast.unparse(expression)
    value = eval(text, frame.f_globals, frame.f_locals)
    shape = getattr(value, "shape", None)
    if isinstance(shape, tuple):
        yield f"{text} has shape {shape}"[:120]
