"""Free sizes: pairwise distinct, at least 2, and other than the shown ones on hidden draws."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

Tree = dict[str, Any]


def unequal_sizes(draws: list[Tree]) -> Iterator[str]:
    """What is wrong with the sizes that the draws name. `draws` are packed: `{"label": ..., "tree": ...}`."""
    shown = _sizes(draws[0]) if draws else {}
    for draw in draws:
        if not draw["label"].startswith("hidden"):
            continue
        sizes, same = _sizes(draw), _same(draw)
        problem = _problem(sizes, same, shown)
        if problem:
            yield f"{problem} on {draw['label']} data: a square array hides a transpose. Draw other sizes."
            return


def _problem(sizes: dict[str, int], same: frozenset[str], shown: dict[str, int]) -> str | None:
    for (one, a), (other, b) in combinations(sizes.items(), 2):
        if a == b and not {one, other} <= same:
            return f"the sizes {one} and {other} are both {a}"
        if a != b and {one, other} <= same:
            return f"same names {one} and {other}, and they are {a} and {b}"
    for name, size in sizes.items():
        if size < 2:
            return f"the size {name} is {size}, less than 2,"
        if size == shown.get(name):
            return f"the size {name} is {size}, as on the shown data,"
    return None


def _sizes(draw: Tree) -> dict[str, int]:
    node = draw["tree"]["dict"].get("sizes", {}).get("dict", {})
    return {name: int(item["value"]) for name, item in node.items()}


def _same(draw: Tree) -> frozenset[str]:
    node = draw["tree"]["dict"].get("same", {})
    items: list[Tree] = next(iter(node.values()), [])
    return frozenset(item["value"] for item in items)
