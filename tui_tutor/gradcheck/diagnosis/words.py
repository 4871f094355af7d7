"""What a diagnosis calls the numbers that it compares, and what it says a constant or a lost sign comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """`against` names the right numbers, `theirs` what an array of another name holds; the rest are reasons.

    `missing` and `doubled` are for a plain constant below and above 1, `undivided` and `divided` for a size
    and one over it, `root` for the root of a size, `unknown` for a constant that has no name.
    """

    against: str
    theirs: str
    missing: str
    doubled: str
    undivided: str
    divided: str
    root: str
    unknown: str
    minus: str
    signs: str
    clipped: str


GRADIENT = Words(
    against="the numerical one",
    theirs="the gradient",
    missing="A constant ratio is a constant that is missing: a square, as in a mean of squares, brings a 2 when it "
    "is differentiated.",
    doubled="A constant ratio is a constant too many: is a 2 counted twice, or does the loss have a 1/2 that cancels "
    "it?",
    undivided="A mean in the loss divides by its number of terms, and here that division is missing.",
    divided="Here is one division too many: is a mean taken twice, or over more than the loss takes it?",
    root="Scores are scaled by a square root of a size: that belongs in the gradient exactly once.",
    unknown="So everything is right up to one constant: look for a number that multiplies or divides in the loss and "
    "not in your gradient, or the other way round.",
    minus="Either a difference is the wrong way round, y - y_pred for y_pred - y, or a minus of the derivative is "
    "lost.",
    signs="Is there a np.sign, or the derivative of an absolute value where the loss has a square?",
    clipped="Clipping belongs to the step of the training, not to the gradient.",
)

VALUE = Words(
    against="the expected value",
    theirs="the value",
    missing="A constant ratio is a constant that is missing, or a division too many.",
    doubled="A constant ratio is a constant too many, or a division that is missing.",
    undivided="Is there a mean or a division that is missing?",
    divided="Here is one division too many: is a mean taken where a sum belongs, or twice?",
    root="Is a square root of a size missing, or there twice?",
    unknown="So everything is right up to one constant: which number in the formula multiplies all of it?",
    minus="Is a difference the wrong way round, or a minus lost?",
    signs="Is there a np.sign too many?",
    clipped="Is every entry limited by itself where something else is asked for?",
)
