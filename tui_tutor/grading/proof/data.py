"""Sound data: sizes that hide nothing, and no kink so near that the ruler would reach across it."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from tui_tutor.course import Exercise
from tui_tutor.grading.checker import Checker, Draws

SOME = 5  # hidden draws that are looked at closely: learners meet the first two
Tree = dict[str, Any]


def unsound_data(checker: Checker, exercise: Exercise, hidden: int) -> Iterator[str]:
    """What is wrong with the draws of an exercise, each with what to do."""
    yield from unequal_sizes(checker.draws(exercise, hidden))
    kinks = checker.kinks(exercise, SOME)
    if kinks:
        more = f", and on {len(kinks) - 1} other draws" if len(kinks) > 1 else ""
        where = f"within h = {exercise.h:g} of {kinks[0]}{more}"
        yield f"the loss has a kink {where}. Draw numbers that keep away from it."


def unequal_sizes(draws: Draws) -> Iterator[str]:
    """Free sizes are named, found in the data, pairwise distinct, at least 2, and other than the shown ones."""
    shown = _sizes(draws.trees[0]) if draws.trees else {}
    for draw in draws.trees:
        if not draw["label"].startswith("hidden"):
            continue
        problem = _problem(draw, draws, shown)
        if problem:
            yield problem
            return


def _problem(draw: Tree, draws: Draws, shown: dict[str, int]) -> str | None:
    where = f"on {draw['label']} data"
    if "sizes" not in draw["tree"]["dict"]:
        if all(extent < 2 for extent in _extents(draw["tree"], draws)):
            return None
        return (
            f'the draw has arrays and names no sizes {where}. Add "sizes": {{"n": ...}} for each free size.'
        )
    sizes, same = _sizes(draw), _same(draw)
    unequal = _unequal(sizes, same, shown, where)
    if unequal:
        return unequal
    absent = [name for name, size in sizes.items() if size not in _extents(draw["tree"], draws)]
    if absent:
        name = absent[0]
        return f"the size {name} is {sizes[name]} {where}, and nothing there has that size. Say the true one."
    return None


def _unequal(sizes: dict[str, int], same: frozenset[str], shown: dict[str, int], where: str) -> str | None:
    remedy = f"{where}: a square array hides a transpose. Draw other sizes."
    for (one, a), (other, b) in combinations(sizes.items(), 2):
        if a == b and not {one, other} <= same:
            return f"the sizes {one} and {other} are both {a} {remedy}"
        if a != b and {one, other} <= same:
            return f"same names {one} and {other}, and they are {a} and {b} {where}. Make them equal."
    for name, size in sizes.items():
        if size < 2:
            return f"the size {name} is {size}, less than 2, {where}. Draw a larger one."
        if size == shown.get(name):
            return f"the size {name} is {size}, as on the shown data, {where}. Draw another one."
    return None


def _extents(node: Tree, draws: Draws) -> frozenset[int]:
    """Everything in a packed draw that may be a size: extents of arrays, lengths of lists, whole numbers."""
    [(kind, content)] = node.items()
    if kind == "array":
        return frozenset(draws.arrays[content].shape)
    if kind in ("list", "tuple"):
        return frozenset({len(content)}).union(*(_extents(item, draws) for item in content))
    if kind == "dict":
        inner = (item for name, item in content.items() if name not in ("sizes", "same"))
        return frozenset[int]().union(*(_extents(item, draws) for item in inner))
    return frozenset({content}) if isinstance(content, int) else frozenset()


def _sizes(draw: Tree) -> dict[str, int]:
    node = draw["tree"]["dict"].get("sizes", {}).get("dict", {})
    return {name: item["value"] for name, item in node.items() if isinstance(item.get("value"), int)}


def _same(draw: Tree) -> frozenset[str]:
    node = draw["tree"]["dict"].get("same", {})
    items: list[Tree] = node.get("list") or node.get("tuple") or []
    return frozenset(str(item.get("value")) for item in items)
