from pathlib import Path

import pytest

from tui_tutor.course import CourseError

from .building import CODE, QUESTION, edited, fit, guess, line, said


def test_the_task_is_all_text_around_the_starter(tmp_path: Path) -> None:
    spoiled = edited(CODE, "\n## Hint\n\nWhich", "\nAfter the starter.\n\n### Note\n\n## Hint\n\nWhich")
    exercise = fit(tmp_path, code=spoiled)
    assert exercise.task == "Write the gradient of the mean square.\n\nAfter the starter.\n\n### Note"
    assert exercise.starter.startswith("import numpy as np\n\n\ndef gradients(X, y, params):\n")
    assert exercise.starter.endswith("}\n")


def test_a_task_may_have_a_heading_of_its_own(tmp_path: Path) -> None:
    exercise = fit(tmp_path, code=edited(CODE, "Write the", "## The data\n\nWrite the"))
    assert exercise.task.startswith("## The data")


def test_hints_come_in_order_and_mistakes_with_their_message(tmp_path: Path) -> None:
    exercise = fit(tmp_path)
    assert [hint.text for hint in exercise.hints] == [
        "Which constant does a square bring?",
        "Shapes: $X^T$ is (d, n).",
    ]
    assert (
        exercise.mistakes[0].message == "Every entry is half of the numerical one. What does a square bring?"
    )
    assert exercise.afterwards == "The 2 comes from the square."


@pytest.mark.parametrize(
    ("first", "second", "rungs"),
    [
        ("## Hint concept", "## Hint 2 formula", ("concept", "formula")),
        ("## Hint 1", "## Hint solution", (None, "solution")),
        ("## Hint place", "## Hint place", ("place", "place")),
    ],
)
def test_hints_may_say_which_rung_of_the_ladder_they_are(
    tmp_path: Path, first: str, second: str, rungs: tuple[str | None, str | None]
) -> None:
    named = edited(CODE, "## Hint\n\nWhich", f"{first}\n\nWhich")
    exercise = fit(tmp_path, code=edited(named, "## Hint\n\nShapes", f"{second}\n\nShapes"))
    assert tuple(hint.rung for hint in exercise.hints) == rungs
    assert exercise.hints[0].text == "Which constant does a square bring?"


def test_a_heading_inside_a_code_block_is_code(tmp_path: Path) -> None:
    code = edited(CODE, "The 2 comes", "~~~\n## Hint\n~~~\nThe 2 comes")
    assert fit(tmp_path, code=code).afterwards.startswith("~~~\n## Hint\n~~~")


def test_a_message_may_show_a_block_of_text(tmp_path: Path) -> None:
    code = edited(CODE, "Every entry is half", "```\n-17.5\n```\n\nEvery entry is half")
    assert fit(tmp_path, code=code).mistakes[0].message.startswith("```\n-17.5")


def test_a_question_may_do_without_a_starter(tmp_path: Path) -> None:
    exercise = guess(tmp_path)
    assert (exercise.starter, exercise.judged, exercise.problem) == ("", "question", None)


SPOILED = {
    "a code block that never closes": (
        "The 2 comes from",
        "```python\nThe 2 comes from",
        "```python\nThe 2",
        "this code block never closes. End it with a line ``` of its own.",
    ),
    "a misspelt section": (
        "## Hint\n\nWhich",
        "## Hints\n\nWhich",
        "## Hints",
        '"## Hints" is not a section. Did you mean "Hint"?',
    ),
    "an unknown section": (
        "## Hint\n\nShapes",
        "## Sources\n\nShapes",
        "## Sources",
        '"## Sources" is no section: after the task come ## Hint, ## Mistake NAME, ## Afterwards. '
        "Use ### inside one.",
    ),
    "two starters": (
        "\n## Hint\n\nWhich",
        "\n```python starter\n```\n\n## Hint\n\nWhich",
        "```python starter\n```",
        'there are two "```python starter" blocks. Keep one.',
    ),
    "a starter too late": (
        "Shapes:",
        "```python starter\n```\nShapes:",
        "```python starter\n```\nShapes",
        'the "```python starter" block belongs to the task. Move it above the first "## Hint".',
    ),
    "an empty task": (
        "Write the gradient of the mean square.\n",
        "",
        "```python starter",
        "the task is empty. Write below the front matter what the learner is asked.",
    ),
    "an empty hint": (
        "Shapes: $X^T$ is (d, n).",
        "",
        "## Hint\n\n\n\n## Mistake",
        "this hint is empty. Write it, or take the heading away.",
    ),
    "a hint with a wrong number": (
        "## Hint\n\nShapes",
        "## Hint 3\n\nShapes",
        "## Hint 3",
        'this is hint 2, and its heading says "Hint 3".',
    ),
    "an unknown rung": (
        "## Hint\n\nShapes",
        "## Hint formular\n\nShapes",
        "## Hint formular",
        '"formular" is no rung of the ladder. Did you mean "formula"?',
    ),
    "a rung like no other": (
        "## Hint\n\nShapes",
        "## Hint 2 xyz\n\nShapes",
        "## Hint 2 xyz",
        '"xyz" is no rung of the ladder. Known here: concept, formula, place, solution, symptom.',
    ),
    "a ladder that leads down": (
        "## Hint\n\nWhich constant does a square bring?\n\n## Hint\n",
        "## Hint place\n\nWhich constant does a square bring?\n\n## Hint concept\n",
        "## Hint concept",
        '"concept" comes after "place". The rungs lead up: symptom, concept, place, formula, solution.',
    ),
    "a mistake without a name": (
        "## Mistake missing-two",
        "## Mistake",
        "## Mistake\n",
        '"" cannot name a mistake. Use letters, digits and hyphens: ## Mistake missing-factor',
    ),
    "a mistake with spaces in its name": (
        "## Mistake missing-two",
        "## Mistake missing two",
        "## Mistake",
        '"missing two" cannot name a mistake. Use letters, digits and hyphens: ## Mistake missing-factor',
    ),
    "two mistakes of one name": (
        "## Afterwards",
        "## Mistake missing-two\n\n```diff\n-x\n```\nAgain.\n\n## Afterwards",
        "## Mistake missing-two\n\n```diff\n-x",
        'there are two mistakes named "missing-two". Give one another name.',
    ),
    "a mistake without code": (
        "## Afterwards",
        "## Mistake vague\n\nSomething is off.\n\n## Afterwards",
        "## Mistake vague",
        'the mistake "vague" begins with a ```diff of the solution, or a whole ```python function.',
    ),
    "a mistake that begins with text": (
        "```diff",
        "Look:\n\n```diff",
        "## Mistake",
        'the mistake "missing-two" begins with a ```diff of the solution, or a whole ```python function.',
    ),
    "a mistake with two blocks": (
        "Every entry is half",
        "```python\nx\n```\nEvery entry is half",
        "```python\nx",
        'the mistake "missing-two" has two code blocks. Keep one: it is one change of the solution.',
    ),
    "a mistake without a message": (
        "Every entry is half of the numerical one. What does a square bring?\n",
        "",
        "## Mistake",
        'the mistake "missing-two" has no message. Write below the block what the learner is told.',
    ),
    "two endings": (
        "The 2 comes from the square.",
        "Done.\n\n## Afterwards\n\nAgain.",
        "## Afterwards\n\nAgain",
        'there are two "## Afterwards". Keep one.',
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_what_is_wrong_in_the_prose_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    old, new, at, sentence = SPOILED[name]
    spoiled = edited(CODE, old, new)
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=spoiled)
    where = spoiled[: spoiled.index(at)].count("\n") + 1
    if name == "an empty task":
        where = line(CODE, "Write the")
    assert said(caught.value) == ("fit.md", where, sentence)


def test_hints_are_two_to_five(tmp_path: Path) -> None:
    six = CODE.replace("## Hint\n\nShapes", "## Hint\n\nA\n\n" * 4 + "## Hint\n\nShapes")
    for code, number, where in (
        (edited(CODE, "## Hint\n\nShapes: $X^T$ is (d, n).\n", ""), "there is 1 hint", line(CODE, "## Hint")),
        (six, "there are 6 hints", line(six, "Shapes") - 2),
    ):
        with pytest.raises(CourseError) as caught:
            fit(tmp_path, code=code)
        told = f'{number}. Write 2 to 5 "## Hint" sections, each a step further.'
        assert said(caught.value) == ("fit.md", where, told)


def test_a_question_has_no_mistakes(tmp_path: Path) -> None:
    spoiled = QUESTION + "\n## Mistake flat\n\n```diff\n-x\n```\nNo.\n"
    with pytest.raises(CourseError) as caught:
        guess(tmp_path, spoiled)
    assert caught.value.problem == (
        'a question keeps its messages in its front matter. Take the "## Mistake" sections away.'
    )


def test_code_needs_a_starter(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        fit(tmp_path, code=edited(CODE, "```python starter", "```python"))
    assert caught.value.problem == 'there is no starter. Add a "```python starter" block to the task.'
