"""Hypotheses about arrays that are wrong together: a bias beside its weight, layers before a right one."""

import numpy as np

from tui_tutor.gradcheck.diagnosis.constants import named
from tui_tutor.gradcheck.diagnosis.elementwise import ratio
from tui_tutor.gradcheck.diagnosis.evidence import Compared, Evidence
from tui_tutor.report import Diagnosis

A_FEW_PERCENT = 0.1


def is_bias(a: Compared, weight: Compared) -> bool:
    """Whether `a` is the bias beside `weight`: all entries on one axis, one for each output of the weight."""
    size = int(np.prod(a.shape))
    return len(weight.shape) >= 2 and size == max(a.shape, default=1) and size in weight.shape


def beside(a: Compared, evidence: Evidence) -> list[Compared]:
    """The parameters of the same layer: names that end alike (W1, b1), or else the neighbours."""
    names = list(evidence.layers)
    if a.name not in names:
        return []
    alike = [name for name in names if name != a.name and name[1:] and name[1:] == a.name[1:]]
    at = names.index(a.name)
    return [evidence.arrays[name] for name in alike or names[max(at - 1, 0) : at] + names[at + 1 : at + 2]]


def bias_reduction(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """A bias that is wrong beside a weight that is right: what arrives at both is right, its sum is not."""
    weights = [w for w in _partners(a, evidence) if is_bias(a, w)]
    c = ratio(a)
    constant = None if c is None else named(c, evidence.sizes)
    averaged = constant is not None and 0 < constant.value < 1 and constant.family != "plain"
    if not weights or a.single or not (constant is None or averaged):
        return None
    if constant is not None:
        seen = f"{a.every} is exactly {constant.phrase} times {evidence.against}"
    elif np.ptp(a.analytic) <= 1e-12 * np.max(np.abs(a.analytic)):
        seen = f"Every entry of {a.name} is the same number, {float(a.analytic.flat[0]):.6g}"
    else:
        seen = f"{np.count_nonzero(a.off)} of {a.analytic.size} entries of {a.name} are wrong"
    message = (
        f"{seen}, while {weights[0].name} beside it is right. So the gradient that arrives at both is right, "
        f"and how it becomes that of {a.name} is not: a bias is added to every sample, so its gradient is the "
        "sum over all of them."
    )
    return Diagnosis("bias-reduction", a.name, message, {} if c is None else {"ratio": c})


def _partners(a: Compared, evidence: Evidence) -> list[Compared]:
    """The right weight or bias of the same layer, by which a wrong one is judged."""
    right = [b for b in beside(a, evidence) if b.verdict == "correct" and b.alive]
    return [b for b in right if is_bias(a, b) or is_bias(b, a)]


def inner_layer(wrong: list[Compared], evidence: Evidence) -> Diagnosis | None:
    """The first arrays wrong and all later ones right: the step between, which carries the gradient back."""
    wrong = [a for a in wrong if a.name in evidence.layers]
    order = [a for a in evidence.layers.values() if a.alive or a.verdict == "wrong"]
    right = order[len(wrong) :]
    if not wrong or not right or order[: len(wrong)] != wrong or any(a.verdict != "correct" for a in right):
        return None
    if _partners(wrong[-1], evidence):
        return None
    bad, good = _and(wrong), _and(right)
    nearest = next(a for a in wrong if a is wrong[-1] or a in beside(wrong[-1], evidence))
    message = (
        f"{good} {_is(right)} right, {bad} {_is(wrong)} not. So the mistake is in the step that carries the "
        f"gradient back to {nearest.name}: the weights of the next layer, or the derivative of the activation "
        "and where it is taken."
    )
    measured: dict[str, float | str] = {
        "wrong": ", ".join(a.name for a in wrong),
        "right": ", ".join(a.name for a in right),
        "from": nearest.name,
    }
    shared, small = common_ratio(wrong), max(_distance(a) for a in wrong)
    if shared is not None:
        message += f" All of it is exactly {named(shared, evidence.sizes).phrase} times {evidence.against}."
    elif small < A_FEW_PERCENT:
        message += (
            f" All of it is off by no more than {100 * small:.2g} %: weights that were updated before they "
            "were used on the way back look like that."
        )
        measured["stale-weights"] = small
    return Diagnosis("inner-layer", nearest.name, message, measured)


def _and(arrays: list[Compared]) -> str:
    names = [a.name for a in arrays]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _is(arrays: list[Compared]) -> str:
    return "is" if len(arrays) == 1 else "are"


def _distance(a: Compared) -> float:
    """|analytic - numeric| / |numeric|, Euclidean norms; inf where the numeric gradient is 0."""
    size = float(np.linalg.norm(a.numeric))
    return float(np.linalg.norm(a.analytic - a.numeric)) / size if size else float("inf")


def common_ratio(arrays: list[Compared]) -> float | None:
    """The one ratio that holds in every entry of all these arrays, or None."""
    ratios = [ratio(a) for a in arrays]
    first = ratios[0]
    if first is None or any(c is None or abs(c - first) > 1e-4 * abs(first) for c in ratios):
        return None
    return first


def in_the_middle(a: Compared, evidence: Evidence) -> Diagnosis:
    """The first wrong array of the middle, when its numbers say nothing: where it stands does."""
    before = [evidence.arrays[name] for name in evidence.middle[: evidence.middle.index(a.name)]]
    right = f", and {_and(before)} before it {_is(before)} right" if before else ""
    message = (
        f"{a.name} is the first wrong array on the way back{right}. So look at the line of {a.name}, before "
        "anything that is made from it."
    )
    return Diagnosis("own-line", a.name, message, {"right": ", ".join(b.name for b in before)})


def own_line(a: Compared, evidence: Evidence) -> Diagnosis | None:
    """A weight that is wrong beside a right bias: what arrives at both is right, the weight's own line is not."""
    right = [b for b in _partners(a, evidence) if is_bias(b, a)]
    if not right:
        return None
    message = (
        f"{right[0].name} is right, so the gradient that arrives at this layer is, too: the mistake is in the "
        f"line of {a.name} itself. What is that gradient multiplied with there, in which order, and has one of "
        "the two to be transposed?"
    )
    return Diagnosis("own-line", a.name, message, {"right": right[0].name})
