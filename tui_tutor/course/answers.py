"""The learner's answer to a plain question, read from its source and never executed."""

import ast
import math

from tui_tutor.course.trees import syntax_tree

NAME = "answer"
LONGEST = 64 << 10  # characters: reading a stranger's text as Python takes time that grows with its square


class AnswerError(Exception):
    """The source holds no answer that can be read; the sentence is for the learner."""


def read_answer(source: str) -> str | float:
    """The value of the one line `answer = ...` in a source: a text or a finite number.

    Raises AnswerError with what to write instead.
    """
    value = _literal(_assigned(_parsed(source)))
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    raise AnswerError(
        'Your answer is neither a text nor a number. Write answer = "..." with the id of a choice.'
    )


def _parsed(source: str) -> ast.Module:
    if len(source) > LONGEST:
        raise AnswerError("This text is too long for an answer. One line is enough: answer = ...")
    try:
        return syntax_tree(source)
    except SyntaxError as error:
        line = f"Line {error.lineno}" if error.lineno else "Your answer"
        raise AnswerError(
            f"{line} is not Python yet: {error.msg}. One line is enough: answer = ..."
        ) from None
    except (ValueError, RecursionError, MemoryError):
        raise AnswerError("This text is not Python. One line is enough: answer = ...") from None


def _assigned(tree: ast.Module) -> ast.expr:
    """What stands right of the only `answer =`. A second place that changes it leaves no single answer."""
    changed = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == NAME and not isinstance(node.ctx, ast.Load)
    ]
    if not changed:
        raise AnswerError("There is no answer yet. Write a line: answer = ...")
    if len(changed) > 1:
        raise AnswerError(f"There are {len(changed)} lines that set answer. Keep the one you mean.")
    for node in tree.body:
        if isinstance(node, ast.Assign) and changed[0] in node.targets:
            return node.value
        if isinstance(node, ast.AnnAssign) and node.target is changed[0] and node.value:
            return node.value
    raise AnswerError("The answer is read, not run. Write it as a line of its own: answer = ...")


def _literal(value: ast.expr) -> object:
    """A text or a number as it is written, with a sign in front if there is one."""
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub | ast.UAdd):
        inner = _literal(value.operand)
        if isinstance(inner, int | float) and not isinstance(inner, bool):
            return -inner if isinstance(value.op, ast.USub) else inner
    if isinstance(value, ast.Constant):
        return value.value
    raise AnswerError("The answer is read, not run. Write the value itself: a text in quotes, or a number.")


def _number(value: float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise AnswerError("Your number is too large to be an answer. Write a finite number.")
    return number
