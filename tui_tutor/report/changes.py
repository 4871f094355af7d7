"""What two reports on the same exercise show together: what is right now, what is still wrong, and how.

Every clause is one that both reports bear out. Numbers are compared only where both come from the shown data,
which are the same each time, and from the same loss.
"""

import math
from collections.abc import Iterator

from tui_tutor.report.records import ParameterResult, Report, Table
from tui_tutor.report.text import number, on

MOST = 4  # clauses of one sentence
SAME = 1e-3  # two ratios, or two differences, that are called the same
CONSTANT = 1e-4  # how far entries may be from a constant ratio: the numbers shown are central differences


def what_changed(before: Report, after: Report) -> str | None:
    """One sentence without a capital, or None where the two have nothing to say together."""
    clauses = list(_clauses(before, after))
    if not clauses:
        return None
    left = len(clauses) - MOST
    more = [f"and {left} more"] if left > 0 else []
    return "; ".join([*clauses[:MOST], *more]) + "."


def _clauses(before: Report, after: Report) -> Iterator[str]:
    if before.verdict is None and after.verdict is None:
        yield from _both_stopped(before, after)
    elif before.verdict is None:
        if before.outcome != "refused":
            yield "your code runs to its end now"
    elif after.verdict is None:
        yield "before, your code ran to its end"
    else:
        if before.loss != after.loss:
            yield f"checked against {after.loss} now, and against {before.loss} before"
        if _mutates(before) and not _mutates(after):
            yield "your function leaves its inputs alone now"
        yield from _arrays(before, after)


def _both_stopped(before: Report, after: Report) -> Iterator[str]:
    first, second = before.raised, after.raised
    if first is None or second is None:
        return
    if (first.type, first.text) == (second.type, second.text):
        yield "it stops with the same error as before"
    else:
        yield f"it stops with {_a(second.type)} now, and stopped with {_a(first.type)} before"


def _a(name: str) -> str:
    return f"{'an' if name[:1] in 'AEIOU' else 'a'} {name}"


def _mutates(report: Report) -> bool:
    return any(diagnosis.kind == "mutated-input" for diagnosis in report.diagnoses)


def _arrays(before: Report, after: Report) -> Iterator[str]:
    """Those that both reports compared, in the order of the newer one."""
    known = {parameter.name: parameter for parameter in before.parameters}
    pairs = [(known[one.name], one) for one in after.parameters if one.name in known]
    repaired = [new for old, new in pairs if old.verdict != "correct" and new.verdict == "correct"]
    broken = [new for old, new in pairs if old.verdict == "correct" and new.verdict == "wrong"]
    if repaired:
        yield f"{_names(repaired)} {_is(repaired)} right now"
    if broken:
        was = "was" if len(broken) == 1 else "were"
        yield f"{_names(broken)} {was} right before and {_is(broken)} wrong now"
    for old, new in pairs:
        if new.verdict == "undecided" and old.verdict != "undecided":
            yield f"{_name(new)} cannot be decided now"
        elif old.verdict == "undecided" and new.verdict == "wrong":
            yield f"{_name(new)} could not be decided before and is wrong now"
        elif old.verdict == new.verdict == "wrong":
            yield _still_wrong(old, new, before, after)


def _still_wrong(old: ParameterResult, new: ParameterResult, before: Report, after: Report) -> str:
    name = _name(new)
    if new.draw != "shown" and old.draw == "shown" and _right_on_shown(after):
        return f"{name} is right on the shown data now, and still wrong {on(new.draw)}"
    if old.draw != "shown" and new.draw == "shown" and _right_on_shown(before):
        return f"{name} was right on the shown data before, and is not now"
    if not old.draw == new.draw == "shown" or before.loss != after.loss or new.blocked_by or old.blocked_by:
        return f"{name} is still wrong"
    if new.max_difference is None:
        return f"{name} is still wrong"
    if old.max_difference is None:
        return f"{name} can be compared entry by entry now, and is still wrong"
    return _other_numbers(old, new, "numerical" if after.h is not None else "expected")


def _other_numbers(old: ParameterResult, new: ParameterResult, reference: str) -> str:
    """Both wrong, both measured on the same data."""
    name, was, now = _name(new), _ratio(old.table), _ratio(new.table)
    if now is not None and was is not None:
        if math.isclose(now, was, rel_tol=SAME):
            return f"{name} is still {number(now)} times the {reference} one"
        return f"{name} is {number(now)} times the {reference} one now, and was {number(was)} times"
    if now is not None:
        return f"{name} is still wrong, and now {number(now)} times the {reference} one"
    first, second = old.max_difference or 0.0, new.max_difference or 0.0
    if not (math.isfinite(first) and math.isfinite(second)):
        return f"{name} is still wrong"
    if math.isclose(first, second, rel_tol=SAME):
        return f"{name} is as far off as before"
    return f"the largest difference of {name} went from {number(first)} to {number(second)}"


def _ratio(table: Table | None) -> float | None:
    """c with analytic = c * numeric in every entry; None where there is none, or where only a sample was measured.

    A constant that would be written as 1 says nothing: the array is called wrong.
    """
    if table is None or table.index is not None or not table.analytic:
        return None
    if len(table.analytic) != len(table.numeric):
        return None
    if not all(map(math.isfinite, (*table.analytic, *table.numeric))):
        return None
    at = max(range(len(table.numeric)), key=lambda place: abs(table.numeric[place]))
    if table.numeric[at] == 0 or table.analytic[at] == 0:
        return None
    c = table.analytic[at] / table.numeric[at]
    room = CONSTANT * abs(table.analytic[at])
    pairs = zip(table.analytic, table.numeric, strict=True)
    if not math.isfinite(c) or math.isclose(c, 1, rel_tol=SAME):
        return None
    return c if all(abs(a - c * n) <= room for a, n in pairs) else None


def _right_on_shown(report: Report) -> bool:
    return any(draw.draw == "shown" and draw.verdict == "correct" for draw in report.draws)


def _name(parameter: ParameterResult) -> str:
    return "your answer" if parameter.name == "result" else parameter.name


def _names(parameters: list[ParameterResult]) -> str:
    names = [_name(parameter) for parameter in parameters]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _is(parameters: list[ParameterResult]) -> str:
    return "is" if len(parameters) == 1 else "are"
