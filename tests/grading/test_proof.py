"""A course proves itself: what is right passes, and what is wrong is named with file, line, reason and remedy."""

import json

import pytest

from tests.grading.proving import (
    FACTS,
    LESSON,
    PROBLEM,
    PROSE,
    QUESTION,
    TEXT,
    add,
    change,
    checker,
    course,
    findings,
    line_of,
    pattern,
    told,
)
from tui_tutor.course import open_course
from tui_tutor.grading import requests
from tui_tutor.grading.proof import Scope, prove
from tui_tutor.report import strict
from tui_tutor.sandbox import Limits

__all__ = ["checker", "course", "pattern"]

SLOW = '    import time\n\n    time.sleep(3)\n    return {"x": k * (params["x"] - rest)}'
RIGHT = '    return {"x": k * (params["x"] - rest)}'


def test_a_new_course_is_proved(course, checker):
    proof = prove(open_course(course), checker, lambda _: None)
    assert proof.findings == ()
    assert (proof.lessons, proof.exercises) == (1, 2)


MUTATIONS = {
    "a broken solution": (
        PROBLEM, 'draw["k"] / 2', 'draw["k"] / 2.1',
        PROBLEM, "def pull", "the official solution is not correct (not correct on: shown, moved, hidden 1", "Mend it",
    ),
    "a solution that needs 3 s": (
        PROBLEM, RIGHT, SLOW,
        PROBLEM, "def pull", "stopped after 2 s", "Mend it",
    ),
    "a starter that is correct": (
        PROSE, '    return {"x": np.zeros(x.shape)}', '    return {"x": k * (x - rest)}',
        PROSE, "import numpy", "the starter is correct already", "Leave something to do.",
    ),
    "a mistake that is none": (
        PROSE, '+    return {"x": 2 * k *', '+    return {"x": (k + 0) *',
        PROSE, "## Mistake doubled", 'the mistake "doubled" is not rejected', "Draw data on which it matters",
    ),
    "a mistake that is another one": (
        PROSE, '+    return {"x": k * (rest - params["x"])}', '+    return {"x": 2.0 * k * (params["x"] - rest)}',
        PROSE, "## Mistake towards-rest", 'cannot be told from "doubled" on any draw', "Merge them",
    ),
    "a mistake whose message is another's": (
        PROSE, "Every entry has the opposite sign. That is the force, which pulls back. Where does the energy grow?",
        "Every entry is exactly twice the numerical one. A square brings a 2; what else stands in front of it?",
        PROSE, "## Mistake towards-rest", '"towards-rest" has the message of "doubled"', "Say of each what is its own.",
    ),
    "a mistake that ends otherwise each time": (
        PROSE, '+    return {"x": 2 * k * (', '+    return {"x": np.random.rand() * (',
        PROSE, "## Mistake doubled", 'the mistake "doubled" is not recognised', "in the same way every time",
    ),
    "a mistake that never ends": (
        PROSE, '+    return {"x": 2 * k * (params["x"] - rest)}', "+    while True:\n+        pass",
        PROSE, "## Mistake doubled", 'the mistake "doubled" does not end in time', "write one that ends",
    ),
    "a mistake that nothing but the type of its error tells from others": (
        PROSE, '+    return {"x": 2 * k * (params["x"] - rest)}', '+    raise ValueError("no")',
        PROSE, "## Mistake doubled", 'the mistake "doubled" stops with ValueError where no arrays meet', "returns",
    ),
    "a mistake that stops so on hidden data only": (
        PROSE, '+    return {"x": 2 * k * (params["x"] - rest)}', '+    return {"x": np.ones(2) + 0 * params["x"]}',
        PROSE, "## Mistake doubled", 'the mistake "doubled" stops with ValueError where no arrays meet', "returns",
    ),
    "a diff that does not apply": (
        PROSE, '-    return {"x": k * (params["x"] - rest)}\n+    return {"x": 2', '-    return 7\n+    return {"x": 2',
        PROSE, "-    return 7", "this change does not apply", "Copy from the solution.",
    ),
    "hidden data of the shown size": (
        PROBLEM, "rng.randn(5)", "rng.randn(2)",
        PROBLEM, "def draw", "the size n is 2, as on the shown data, on hidden 1 data", "Draw another one.",
    ),
    "two sizes that are equal": (
        PROBLEM, '"sizes": {"n": len(x)}', '"sizes": {"n": len(x), "d": len(x)}',
        PROBLEM, "def draw", "the sizes n and d are both 5 on hidden 1 data", "Draw other sizes.",
    ),
    "two sizes that should be equal": (
        PROBLEM, '"sizes": {"n": len(x)}', '"sizes": {"n": len(x), "d": len(x) + 1}, "same": ["n", "d"]',
        PROBLEM, "def draw", "same names n and d, and they are 5 and 6 on hidden 1 data", "Make them equal.",
    ),
    "a size of one": (
        PROBLEM, "rng.randn(5)", "rng.randn(1)",
        PROBLEM, "def draw", "the size n is 1, less than 2, on hidden 1 data", "Draw a larger one.",
    ),
    "a size that is not true": (
        PROBLEM, '"sizes": {"n": len(x)}', '"sizes": {"n": len(x) + 40}',
        PROBLEM, "def draw", "the size n is 45 on hidden 1 data, and nothing there has that size", "Say the true one.",
    ),
    "sizes that are not named": (
        PROBLEM, '"sizes": {"n": len(x)}, ', "",
        PROBLEM, "def draw", "the draw has arrays and names no sizes", 'Add "sizes"',
    ),
    "a problem that fails at once": (
        PROBLEM, "def loss", "X = 1 / 0\n\n\ndef loss",
        PROBLEM, "X = 1 / 0", "this exercise cannot make its data: ZeroDivisionError: division by zero.", "",
    ),
    "a loss that fails": (
        PROBLEM, '    return draw["k"] / 2', '    return draw["l"] / 2',
        PROBLEM, 'draw["l"]', "this exercise cannot judge your answer: KeyError: 'l'.", "",
    ),
    "an unknown command": (
        PROSE, r"\frac{k}{2}", r"\fracc{k}{2}",
        PROSE, r"\fracc", r"this formula has an unknown command: \fracc.", r'Did you mean "\frac"?',
    ),
    "a formula that is broken over two lines": (
        PROSE, r"$\frac{k}{2} \sum_i (x_i - r_i)^2$", "$\\frac{k}{2}\n\\summ_i (x_i - r_i)^2$",
        PROSE, r"\frac{k}{2}", r"this formula has an unknown command: \summ.", r'Did you mean "\sum"?',
    ),
    "a formula that does not close its brace": (
        PROSE, r"\frac{k}{2}", r"\frac{k}{2",
        PROSE, r"\frac{k}{2", "this formula cannot be set: missing }.", "Mend its TeX.",
    ),
    "an environment of several lines": (
        TEXT, "## Numbers first", "\\begin{align}\nx &= \\foo \\\\\ny &= 2\n\\end{align}\n\n## Numbers first",
        TEXT, r"\begin{align}", r"this formula has an unknown command: \foo.", "",
    ),
    "a formula in a choice": (
        QUESTION, "Yes: x goes", r"Yes: $\\foo x$ goes",
        QUESTION, "Yes: ", r"this formula has an unknown command: \foo.", "",
    ),
    "a mark for the cheat sheet above nothing": (
        TEXT, "The slope is", "<!-- sheet: The slope -->\n\n## More\n\nThe slope is",
        TEXT, "<!-- sheet", 'nothing stands below the mark "The slope".', "Put it right above a block.",
    ),
    "a mark that is none": (
        TEXT, "The slope is", "<!-- cheat sheet the slope -->\nThe slope is",
        TEXT, "<!-- cheat", "this is not a mark for the cheat sheet.", "<!-- sheet: CAPTION -->",
    ),
    "a cheat sheet that is longer than a page": (
        TEXT, "The slope is", "<!-- sheet: It -->\n$$\n\\frac{a}{b}\n$$\n\n" * 20 + "The slope is",
        TEXT, "<!-- sheet", "the cheat sheet has about 140 lines, and a page holds 70.", "Take marks away.",
    ),
    "a link to nowhere": (
        PROSE, "Entry `i` of", "See [there](nowhere.md). Entry `i` of",
        PROSE, "See [there]", "the link to nowhere.md leads nowhere", "mend the link",
    ),
    "an image that is not there": (
        TEXT, "The slope is", '![A spring](spring.png "title") The slope is',
        TEXT, "![A spring]", "the link to spring.png leads nowhere", "Write the file",
    ),
    "a link by reference to nowhere": (
        TEXT, "The slope is", "[spring]: <no spring.md>\n\nThe slope is",
        TEXT, "[spring]:", "the link to no leads nowhere", "",
    ),
    "a link out of the course": (
        TEXT, "The slope is", "See [this](../../..). The slope is",
        TEXT, "See [this]", "the link to ../../.. leads out of the course", "Copy the file into the course.",
    ),
    "a hint that was removed": (
        PROSE, "## Hint\n\nEntry", "Entry",
        PROSE, "## Hint", "there is 1 hint.", 'Write 2 to 5 "## Hint" sections',
    ),
    "a rung that the ladder has not": (
        PROSE, "## Hint concept", "## Hint idea",
        PROSE, "## Hint idea", '"idea" is no rung of the ladder.', "Known here: concept, formula,",
    ),
    "a ladder that leads down": (
        PROSE, "## Hint\n\nEntry", "## Hint symptom\n\nEntry",
        PROSE, "## Hint symptom", '"symptom" comes after "concept".', "The rungs lead up: symptom, concept,",
    ),
    "front matter that does not parse": (
        PROSE, 'kind = "gradient"', 'kind = "gradient',
        PROSE, 'kind = "gradient', "this is not TOML", "Text stands in quotes",
    ),
    "a block that does not run": (
        TEXT, "print(round(", "print(1 / 0, round(",
        TEXT, "```python", "this block does not run: ZeroDivisionError in its line 5", "",
    ),
    "an exercise that is listed twice": (
        TEXT, '"spring-direction",', '"spring-gradient",',
        TEXT, '"spring-gradient",', '"exercises" lists "spring-gradient" twice.', "Keep one.",
    ),
    "an alias that is an exercise": (
        QUESTION, "level = 1", 'level = 1\naliases = ["spring-gradient"]',
        QUESTION, "aliases =", 'the alias "spring-gradient" already belongs to', "Take it away.",
    ),
    "a fact that does not hold": (
        FACTS, "- 3.4", "- 3.5",
        FACTS, "- 3.5", "facts(rng) does not hold: AssertionError.", "Mend the text or the fact.",
    ),
    "a given function that needs what the learner lacks": (
        PROBLEM, "def pull", "@given\ndef help(x):\n    return loss(x, x)\n\n\ndef pull",
        PROBLEM, "def help", "@given is used and not imported.", "from exercise import given",
    ),
    "another signature": (
        PROSE, "def pull(params, rest, k)", "def pull(params, k, rest)",
        PROSE, "def pull(params, k, rest)", "the starter says pull(params, k, rest)", "Write the same parameters",
    ),
    "a level that is none": (
        PROSE, "level = 1", "level = 4",
        PROSE, "level = 4", '"level" must be <= 3.', "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_course_is_named_with_file_line_reason_and_remedy(course, checker, monkeypatch, name):
    monkeypatch.setattr(requests, "COURSE_LIMITS", Limits(wall=2.0))  # for what never ends
    file, old, new, where, at, says, remedy = MUTATIONS[name]
    change(course, file, old, new)
    found = told(course, checker, where, at)
    assert any(says in problem and remedy in problem for problem in found), findings(course, checker)


def test_a_kink_within_the_step_is_found_on_any_data(course, checker):
    wall = '    return {"x": k * (params["x"] - rest) + (params["x"] > 0)}'
    change(course, PROBLEM, "** 2)", '** 2) + np.sum(np.maximum(params["x"], 0))')
    change(course, PROBLEM, RIGHT, wall)
    change(course, PROSE, f"-{RIGHT}", f"-{wall}")
    assert findings(course, checker) == ()
    change(course, PROBLEM, ", 3.0\n", ", 3.0\n        x[1] = 4e-5 if rng.rand() < 0.5 else 2e-4\n")
    (problem,) = told(course, checker, PROBLEM, "def draw")
    assert problem.startswith("the loss has a kink within h = 0.0001 of x[1] on hidden ")
    assert " other draws. Draw numbers that keep away from it." in problem


def test_a_number_that_is_computed_must_stand_in_the_text(course, checker):
    add(course, TEXT, "\nIt is\n13.\n\n```python computed\nprint('It is', 6 * 2 + 1)\n```\n")
    assert findings(course, checker) == ()
    change(course, TEXT, "\n13.", "\n14.")
    (problem,) = told(course, checker, TEXT, "```python computed")
    assert (
        problem
        == 'this block computes "It is 13", and the text does not say so. Correct the text, or the block.'
    )


def test_output_that_is_not_what_the_block_prints_is_found(course, checker):
    add(course, TEXT, "\n```python\nprint(2)\n```\n\n```output\n3\n```\n")
    (problem,) = told(course, checker, TEXT, "```output")
    assert problem == "this is not what the block above prints. It prints:\n2"


def test_findings_are_data_too(course, checker):
    change(course, PROSE, r"\frac{k}{2}", r"\fracc{k}{2}")
    (finding,) = strict(prove(open_course(course), checker, lambda _: None))["findings"]
    assert finding == {
        "file": str(course / PROSE),
        "problem": r'this formula has an unknown command: \fracc. Did you mean "\frac"?',
        "line": line_of(course, PROSE, r"\fracc"),
        "exercise": "spring-gradient",
    }
    assert json.dumps(finding)


@pytest.mark.parametrize("name", ["notes.txt", "drafts/old.md", "drafts/data.npy"])
def test_files_that_nothing_uses_are_named(course, checker, name):
    path = course / LESSON / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("", encoding="utf-8")
    (finding,) = findings(course, checker)
    what = "folder" if "/" in name else "file"
    assert (finding.file, finding.line) == (str(course / LESSON / name.split("/")[0]), None)
    assert finding.problem.startswith(f"nothing in the course uses this {what}. Take it away, or link to")


@pytest.mark.parametrize("link", ["[data](data/points.csv)", "![plot](data/points.csv)", "[all](data)"])
def test_what_a_text_links_to_is_used(course, checker, link):
    (course / LESSON / "data").mkdir()
    (course / LESSON / "data" / "points.csv").write_text("1,2\n", encoding="utf-8")
    add(course, TEXT, f"\n{link}\n")
    assert findings(course, checker) == ()


def test_what_belongs_beside_a_course_is_no_stray(course, checker):
    for name in ("README.md", "LICENSE", "__init__.py", ".gitignore", f"{LESSON}/README.md"):
        (course / name).write_text("", encoding="utf-8")
    (course / LESSON / "__pycache__").mkdir()
    assert findings(course, checker) == ()


def test_one_exercise_can_be_proved_alone(course, checker):
    change(course, PROBLEM, 'draw["k"] / 2', 'draw["k"] / 2.1')
    change(course, TEXT, "print(round(", "print(1 / 0, round(")
    alone = Scope(exercises=frozenset({"spring-direction"}))
    assert findings(course, checker, alone) == ()
    proof = prove(
        open_course(course), checker, lambda _: None, Scope(exercises=frozenset({"spring-gradient"}))
    )
    assert (proof.lessons, proof.exercises) == (0, 1)
    assert {finding.exercise for finding in proof.findings} == {"spring-gradient"}


def test_one_lesson_can_be_proved_alone(course, checker):
    other = course / "02-more"
    other.mkdir()
    (other / "lesson.md").write_text("+++\ntitle = 1\n+++\n", encoding="utf-8")
    assert len(findings(course, checker)) == 1
    assert findings(course, checker, Scope(lessons=frozenset({"first-steps"}))) == ()


def test_an_exercise_that_is_not_listed_says_so(course, checker):
    change(course, TEXT, '  "spring-gradient",\n', "")
    (finding,) = findings(course, checker, Scope(exercises=frozenset({"spring-gradient"})))
    assert finding.problem == "this is not an exercise of the course: its lesson does not list it."


def test_the_order_of_findings_does_not_depend_on_what_is_ready_first(course, checker):
    change(course, TEXT, "print(round(", "print(1 / 0, round(")
    change(course, PROSE, r"\frac{k}{2}", r"\fracc{k}{2}")
    change(course, FACTS, "- 3.4", "- 3.5")
    (course / "notes.txt").write_text("", encoding="utf-8")
    files = [finding.file.rsplit("/", 1)[-1] for finding in findings(course, checker)]
    assert files == ["notes.txt", "lesson.md", "spring-gradient.md", "spring-direction.py"]
