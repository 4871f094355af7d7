"""What a learner reads of a hunt, as Markdown: before it, and after."""

from collections.abc import Iterator

from tui_tutor.course import Exercise
from tui_tutor.grading.hunting.bugs import Bug
from tui_tutor.grading.hunting.levels import HIGHEST, level_of, what_is_shown
from tui_tutor.grading.hunting.planting import Planted
from tui_tutor.grading.hunting.standing import in_runs
from tui_tutor.progress.differences import differences
from tui_tutor.progress.records import Ending

NOTHING_KNOWN = (
    "A hunt shows a right answer with a bug in it, and you have solved no gradient exercise yet. Solve one first, or "
    "name one: its solution will be seen."
)


def no_gradient(exercise: Exercise) -> str:
    """Why there is nothing to hunt in an exercise."""
    return f"{exercise.title} does not ask for a gradient. Bugs are hunted where the answer is one."


def spoils(exercise: Exercise) -> str:
    """What a hunt in an exercise that is not solved yet takes away."""
    return (
        f"You have not solved {exercise.title} yet, and a hunt shows its solution with a bug in it. Hunt there all the "
        "same? The map will say that you have seen it."
    )


def invitation(exercise: Exercise, planted: Planted) -> str:
    """What a hunt asks for, and how to have the same one again."""
    level = level_of(planted.level)
    how_many = "There is one bug in it" if len(planted.bugs) == 1 else "There are two bugs in it"
    return (
        f"This is a right answer to *{exercise.title}*. {how_many}, and the numbers of the verdict are all there is to "
        f"find {'it' if len(planted.bugs) == 1 else 'them'} by.\n\n"
        f"Mend the code and check it, as often as you like: the fewer runs, the better. Checking the same text again "
        "is not counted.\n\n"
        f"Level {level.number} of {HIGHEST}. {what_is_shown(level)}\n\n"
        f"The same bug again: `{command(planted)}`. Your own code of this exercise stays as it is."
    )


def command(planted: Planted) -> str:
    """The command that plants the same bug."""
    return f"tutor hunt {planted.exercise} --seed {planted.seed} --level {planted.level}"


def story(planted: Planted, ending: Ending, runs: int) -> str:
    """How a hunt ended, and what every bug was: in its own words, and as the lines that belong there."""
    ended = f"Found in {in_runs(runs)}." if ending == "found" else f"Given up after {in_runs(runs)}."
    return "\n\n".join([f"**{ended}**", *(_said(planted, bug) for bug in planted.bugs)])


def _said(planted: Planted, bug: Bug) -> str:
    lines = "\n".join(_changed(bug.source, planted.right))
    return f"It was `{bug.name}`. {bug.message}\n\n```diff\n{lines}\n```"


def _changed(before: str, after: str) -> Iterator[str]:
    """The lines that went with a minus, those that came with a plus."""
    signs = {"removed": "-", "added": "+"}
    for line in differences(before, after):
        if line.sign in signs:
            yield signs[line.sign] + line.text
